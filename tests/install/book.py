"""Every command of docs/operating.md that a sysadmin runs on the machine, in an order in which each has something to
do. `{member}` has an account, `{other}` has none; /var/tmp/book holds the demo's files and SCREENING."""

WORKS = "/var/lib/kenko-portal/works"  # whose files portalctl writes, as portal_ctl

SCREENING = """
title       = "胃がん検診"
cancer      = "胃がん"
items       = ["胃部X線検査"]
choose      = "one"
age_from    = 35
age_counted = "fiscal-year-end"
fiscal_year = 2026
from        = 2026-04-01
until       = 2027-01-31
fee         = 2000
consent     = "申し込みの内容を、健診機関へ渡すことに同意します。"
"""

COMMANDS = """
portalctl config show
portalctl schema status
portalctl society list
portalctl society show mihon
portalctl society set mihon --hours '平日 9:00～17:30' --apply
portalctl --society mihon member find 見本
portalctl --society mihon member show {member}
portalctl --society mihon member unlock {member} --apply
portalctl --society mihon member protect {member} --apply
portalctl --society mihon member protect {member} --off --apply
portalctl --society mihon expense import /var/tmp/book/mihon-expenses.csv
portalctl --society mihon expense status
portalctl --society mihon document import /var/tmp/book/mihon-documents --apply
portalctl --society mihon document list
portalctl --society mihon document show 1
portalctl --society mihon notice publish /var/tmp/book/mihon-notices/portal-start.md --apply
portalctl --society mihon notice list
portalctl --society mihon notice show portal-start
portalctl --society mihon notice withdraw portal-start --apply
portalctl --society mihon topic publish /var/tmp/book/mihon-topics/walking.md --apply
portalctl --society mihon topic list
portalctl --society mihon topic withdraw walking --apply
portalctl --society mihon screening import /var/tmp/book/stomach.toml --apply
portalctl --society mihon screening list
portalctl --society mihon screening show stomach
portalctl --society mihon screening withdraw stomach --apply
portalctl --society mihon limit import /var/tmp/book/mihon-limits.toml --apply
portalctl --society mihon limit list
portalctl --society mihon limit show 2026-11
portalctl --society mihon application list
portalctl --society mihon application export --kind limit-certificate --csv {works}/limit.csv
portalctl --society mihon application exports
portalctl --society mihon import list
portalctl --society mihon import show 1
portalctl --society mihon arrivals status
portalctl --society mihon audit who-saw 1
portalctl --society mihon audit seen-by {member}
portalctl --society mihon postcard reissue {other} --csv {works}/card.csv
portalctl --society mihon postcard sample --pdf {works}/sample.pdf
portalctl --society mihon report unread --days 1
portalctl --society mihon report monthly --csv {works}/monthly.csv
portalctl mail stats
portalctl mail list
portalctl mail list --state sent --ids
portalctl mail resume
portalctl --society mihon mail test info@mihon.example.jp --apply
portalctl cleanup
portalctl inbox run
systemctl restart portal-error-pages
systemctl list-timers --all 'portal-*'
portalctl database create
"""
