#!/bin/sh
# systemd takes our units, and finds little to expose: the mailer at most 1.5, the others at most 1.0.
set -eu
command -v systemd-analyze > /dev/null || { echo 'systemd-analyze is missing (Debian package systemd)'; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp systemd/* "$scratch"
# The programs need not be installed for the units to be judged.
sed -i -E 's#^(Exec[A-Za-z]*=\+?)/[^ ]+#\1/bin/true#' "$scratch"/*.service
cd "$scratch"
for unit in portal-web@1.service portal-auth@1.service portal-import@mihon.service portal-import@mihon.path \
  portal-report@mihon.service portal-report@mihon.timer; do
  cp "${unit%@*}@.${unit##*.}" "$unit"
done
unknown=$(SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no portal-web@1.service portal-auth@1.service \
  portal-mailer.service portal-cleanup.service portal-cleanup.timer portal-audit.service portal-audit.timer \
  portal-arrivals.service portal-arrivals.timer \
  portal-import@mihon.service portal-import@mihon.path portal-report@mihon.service portal-report@mihon.timer \
  portal-error-pages.service portal-backup.service portal-backup.timer portal-metrics.service portal-metrics.timer \
  portal.target portal-web.socket portal-auth.socket 2>&1 | grep -F -e portal || true)
[ -z "$unknown" ] || { echo "$unknown"; exit 1; }
# Passwords are made and checked by portal-auth alone: no pepper within the other workers' reach.
grep -q '^LoadCredential=pepper:' portal-auth@.service
if grep -n '^LoadCredential=pepper' portal-web@.service; then exit 1; fi
exposure() {  # exposure UNIT TENTHS
  systemd-analyze security --offline=true --threshold="$2" --no-pager "$1" > report 2>&1 || { cat report; exit 1; }
  tail -1 report
}
exposure portal-web@1.service 10
exposure portal-auth@1.service 10
exposure portal-cleanup.service 10
exposure portal-audit.service 10
exposure portal-import@mihon.service 10
exposure portal-arrivals.service 10
exposure portal-report@mihon.service 10
exposure portal-error-pages.service 10
exposure portal-backup.service 10
exposure portal-metrics.service 10
exposure portal-mailer.service 15
