#!/bin/sh
# Each folder may include only the folders named for it; each outside library has one home.
set -eu
folders='base sql templates domain fcgi handlers mailer admin'
allowed() { case $1 in
  base) echo 'base';;
  sql) echo 'base sql gen';;
  templates) echo 'base templates';;
  domain) echo 'base sql templates gen domain';;
  fcgi) echo 'base sql templates gen fcgi';;
  handlers) echo 'base sql templates gen domain fcgi handlers';;
  mailer) echo 'base sql mailer';;
  admin) echo 'base sql templates gen domain admin';;
esac; }
bad=0
for folder in $folders; do
  for file in $(find "$folder" -name '*.[ch]pp'); do
    for used in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$file" | sort -u); do
      case " $(allowed "$folder") " in
        *" $used "*) ;;
        *) [ "$file:$used" = fcgi/main.cpp:handlers ] || { echo "$file may not include $used/"; bad=1; };;
      esac
    done
  done
done
only() {  # only HEADERS FILE...: nothing else includes them
  headers=$1; shift
  for file in $(grep -rlE "#include [<\"]($headers)" $folders); do
    case " $* " in *" $file "*) ;; *) echo "$file may not include <$headers>"; bad=1;; esac
  done
}
only 'cppconn/|mysql_|mysql\.h' sql/database.cpp
only 'cgicc/' fcgi/request.cpp
only 'fcgiapp|fcgi_stdio' fcgi/request.cpp fcgi/main.cpp
only 'ctemplate/' templates/renderer.cpp
only 'argon2' base/password.cpp
only 'sodium' base/secret.cpp base/random.cpp
only 'unicode/' base/text.cpp
only 'csv\.h|iconv' base/csv.cpp
only 'toml\+\+' base/toml_text.cpp
only 'cmark' base/markdown.cpp
only 'systemd/' base/log.cpp base/service.cpp
only 'gmime|curl/' mailer/delivery.cpp
only 'CLI/' admin/main.cpp
only 'nlohmann/' base/json.cpp admin/output.cpp
only 'zxcvbn' domain/accounts/password_policy.cpp
only 'liboath' base/totp.cpp
only 'qrencode' base/papers/qr_code.cpp
only 'qpdf/' base/papers/pdf.cpp
only 'xlsxwriter' base/papers/workbook.cpp
only 'pango/|cairo|fontconfig/|hb\.h' base/papers/press.cpp
exit $bad
