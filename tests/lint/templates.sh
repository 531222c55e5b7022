#!/bin/sh
# Templates escape, carry a form token, stay inside their society's path, and hold nothing that CSP would block.
set -eu
bad=0
say() { echo "$1"; bad=1; }
pragma='{{%AUTOESCAPE context="HTML"}}'
for file in $(find templates -name '*.tpl'); do
  [ "$(head -c ${#pragma} "$file")" = "$pragma" ] || say "$file: the escaping pragma must stand first"
  forms=$(grep -c 'method="post"' "$file" || true)
  tokens=$(grep -c 'name="csrf" value="{{CSRF}}"' "$file" || true)
  [ "$forms" = "$tokens" ] || say "$file: $forms POST forms but $tokens form tokens"
  awk -v file="$file" '{ n = gsub(/"/, "\""); if (n % 2) { print file ":" NR ": a quote opens on one line and closes on another"; bad = 1 } } END { exit bad }' "$file" || bad=1
done
forbid() {  # forbid PATTERN REASON
  grep -rnE --include='*.tpl' "$1" templates && say "templates: $2" || true
}
forbid '(href|action|src)="/' 'own links begin with {{BASE}} or an asset marker'
forbid ':none|:x-' 'no modifier may switch escaping off'
forbid '(formaction|srcset)=' 'ctemplate does not know these as URLs'
forbid '<style|<script>| style=| on[a-z]+="' 'no inline style or script: CSP blocks it'
forbid 'placeholder=| disabled' 'no placeholders and no disabled buttons'
if grep -rn --include='*.txt' 'AUTOESCAPE' templates; then say 'mail texts have no pragma'; fi
exit $bad
