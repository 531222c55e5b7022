#!/bin/sh
# Joins, minifies and names the assets by their content:  build.sh SOURCE OUTPUT HEADER
# HEADER gets the URLs as constants, so that a page can't name an asset that isn't there.
set -eu
source=$1 output=$2 header=$3
rm -rf "$output"
mkdir -p "$output" "$(dirname "$header")"

publish() {  # publish KIND: takes the file's bytes from standard input, prints its name
  scratch=$output/scratch
  cat > "$scratch"
  name=portal.$(sha256sum "$scratch" | cut -c1-16).$1
  mv "$scratch" "$output/$name"
  echo "$name"
}

sheets="tokens page header parts lists forms pages expenses modes"  # what a later one says of the same thing holds
css=$(for sheet in $sheets; do cat "$source/$sheet.css"; done | minify --type css | publish css)
js=$(minify --type js "$source/portal.js" | publish js)
icon=$(publish svg < "$source/icons/favicon.svg")
touch_icon=$(publish png < "$source/icons/touch.png")
cat > "$header" <<END
#pragma once
namespace portal::assets {
inline constexpr const char* css = "/assets/$css";
inline constexpr const char* js = "/assets/$js";
inline constexpr const char* icon = "/assets/$icon";
inline constexpr const char* touch_icon = "/assets/$touch_icon";
}
END
