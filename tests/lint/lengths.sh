#!/bin/sh
# Handler files of at most 120 lines (but for the map of the product, a line a URL), functions of at most 70 (40 is the aim), lines of at most 120 columns.
set -eu
sources=$(find base sql templates domain fcgi handlers mailer admin -name '*.[ch]pp')
bad=0
for file in $(find handlers -name "*.cpp"); do
  [ "$file" = handlers/routes.cpp ] && continue
  lines=$(wc -l < "$file")
  [ "$lines" -le 120 ] || { echo "$file: $lines lines, a handler file has at most 120"; bad=1; }
done
# A function begins at the margin with a line that ends in '{' and ends with '}' at the margin.
awk '
  FNR == 1 { open = 0 }
  /^[^ \t}#\/].*\{$/ && !/^(namespace|struct|class|enum|union|extern|inline constexpr|constexpr|const|static const)/ { open = FNR; head = $0 }
  /^\}/ { if (open && FNR - open > 70) { print FILENAME ":" open ": " FNR - open " lines: " head; bad = 1 } open = 0 }
  END { exit bad }' $sources || bad=1
if LC_ALL=C.UTF-8 grep -nE '^.{121,}' $sources; then echo '  -> at most 120 columns'; bad=1; fi
exit $bad
