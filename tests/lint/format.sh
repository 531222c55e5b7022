#!/bin/sh
# clang-format decides the layout of the source.
set -eu
find base sql templates domain fcgi handlers mailer admin tests -name '*.[ch]pp' -print0 | xargs -0 clang-format-19 --dry-run -Werror
