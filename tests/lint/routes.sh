#!/bin/sh
# A handler file's first line says its URLs as routes.cpp has them, and every URL of routes.cpp has its handler file.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sed -n 's|^ *{\(get\), "\([^"]*\)", .*|GET \2|p; s|^ *{\(post\), "\([^"]*\)", .*|POST \2|p' handlers/routes.cpp | sort > "$scratch/table"
for file in $(find handlers -name "*.cpp"); do
  head -2 "$file" | tr '\n' ' ' | sed -n 's|^// \(.*\)|\1|p' | grep -E '^(GET|POST)' | sed 's|: .*||; s|//||g' |
    awk '{ n = split($0, words, /[ ,]+/); for (i = 1; i <= n; i++) { if (words[i] ~ /^(GET|POST)$/) { if (pathed) methods = ""; pathed = 0; methods = methods " " words[i] } else if (words[i] ~ /^\//) { pathed = 1; m = split(methods, each, " "); for (j = 1; j <= m; j++) print each[j], words[i] } } }'
done | sort > "$scratch/heads"
diff -u "$scratch/table" "$scratch/heads" || { echo 'routes.cpp (-) and the heads of handlers/*.cpp (+) differ'; exit 1; }
