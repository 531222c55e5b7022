#!/bin/sh
# Prints the C++ names of one template's markers:  markers.sh FOLDER FILE > gen/NAME.hpp   (parts/field.tpl gives parts_field)
# A template that does not parse stops the build here.
set -eu
ctemplate-make_tpl_varnames_h -q -n -t"$1" "$2" >&2
name=$(echo "${2%.*}" | tr / _)
if [ "$name" = register ]; then name=register_; fi  # a keyword of C++
echo '#pragma once'
echo '#include "templates/view.hpp"'
echo "namespace portal::templates::$name {"
echo "inline constexpr const char* file = \"$2\";"
grep -oE '\{\{[#>]?[A-Z][A-Z0-9_]*' "$1/$2" | sort -u |
  sed 's/^{{#\(.*\)/inline constexpr Section \1{"\1"};/; s/^{{>\(.*\)/inline constexpr Part \1{"\1"};/; s/^{{\([A-Z].*\)/inline constexpr Value \1{"\1"};/'
echo '}'
