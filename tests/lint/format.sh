#!/bin/sh
# clang-format decides the layout of the source.
set -eu
git ls-files -co --exclude-standard -z -- '*.[ch]pp' | xargs -0 clang-format-19 --dry-run -Werror
