#!/bin/sh
# Calls and words that the rules forbid, each with its reason.
set -eu
folders='base sql templates domain fcgi handlers mailer admin'
bad=0
forbid() {  # forbid PATTERN REASON [FILES that may]
  pattern=$1 reason=$2; shift 2
  for file in $(grep -rlE --include='*.[ch]pp' "$pattern" $folders || true); do
    case " $* " in *" $file "*) continue;; esac
    grep -nE "$pattern" "$file" | head -3 | sed "s|^|$file:|"
    echo "  -> $reason"
    bad=1
  done
}
forbid '(link|connection)(_)?(->|\.)(commit|rollback|setAutoCommit|reconnect)\(' 'the connector swallows their failure: execute the statement'
forbid 'OPT_RECONNECT"\] = true' 'a reconnected session has lost its settings'
forbid 'std::(rand|mt19937|random_device)|[^a-z_]s?rand\(' 'base/random is the only source of randomness'
forbid 'system_clock::now|[^a-z_]time\(nullptr|gettimeofday' "the database's clock decides; a machine's own may time a log line or a wait" base/log.cpp fcgi/request.cpp admin/doctor.cpp admin/imports/inbox.cpp
forbid '^#define' 'no macros'
forbid 'getenv\(' 'configuration comes from portal.toml' base/config.cpp base/log.cpp fcgi/request.cpp mailer/failpoint.cpp admin/operator.cpp
forbid '^[[:space:]]+static [a-zA-Z_:<>]+ [a-z_]+( =|;|\{)' 'no mutable statics'
forbid '(class|struct) [A-Za-z]*(Manager|Helper|Util|Impl)\b' 'name what it is'
forbid 'using namespace (std|portal);' 'names say where they come from'
forbid '[^a-z_]system\(|popen\(|exec[lv]' 'no shell in a request'
forbid 'const_cast|reinterpret_cast' 'casts of bytes live in base' base/secret.cpp base/password.cpp base/random.cpp base/text.cpp base/csv.cpp base/network.cpp base/papers/paper.cpp base/papers/press.cpp
forbid '(FROM|JOIN|UPDATE) applications( |$)' 'what an account is shown begins with applications::own; only staff read them all' sql/applications/applications.cpp sql/applications/application_desk.cpp sql/applications/application_exports.cpp sql/audit/audit.cpp sql/audit/reports.cpp sql/applications/screenings.hpp
for file in $(find $folders -name '*.hpp'); do
  [ "$(head -1 "$file")" = '#pragma once' ] || { echo "$file: begins with #pragma once"; bad=1; }
done
if git grep -nE 'sql/(application_desk|application_exports|audit_search|phone_desk|reports)\.hpp' -- handlers fcgi mailer; then echo '  -> what staff sees, no page shows'; bad=1; fi
exit $bad
