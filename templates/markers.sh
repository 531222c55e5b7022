#!/bin/sh
# Prints the C++ names of one template's markers, in templates::profile::emails those of profile/emails.tpl:
#   markers.sh FOLDER FILE > gen/NAME.hpp
# A template that does not parse stops the build here.
set -eu
ctemplate-make_tpl_varnames_h -q -n -t"$1" "$2" >&2
# A path's part that is a keyword of C++ gets an underscore: limit_certificate/new.tpl gives limit_certificate::new_.
keywords='register|new|delete|default|switch|export|public|private'
name=$(echo "${2%.*}" | sed -E "s#(^|/)($keywords)(/|\$)#\\1\\2_\\3#g; s#/#::#g")
echo '#pragma once'
echo '#include "templates/view.hpp"'
echo "namespace portal::templates::$name {"
echo "inline constexpr const char* file = \"$2\";"
grep -oE '\{\{[#>]?[A-Z][A-Z0-9_]*' "$1/$2" | sort -u |
  sed 's/^{{#\(.*\)/inline constexpr Section \1{"\1"};/
       s/^{{>\(.*\)/inline constexpr Part \1{"\1"};/
       s/^{{\([A-Z].*\)/inline constexpr Value \1{"\1"};/'
echo '}'
