#!/bin/sh
# Nothing of the machine it was written on, nothing half done, no assertion that can't fail.
set -eu
bad=0
forbid() {
  if git grep -nIE "$1" -- . ':!tests/lint/repository.sh' ':!*package-lock.json'; then echo "  -> $2"; bad=1; fi
}
forbid '/(work|farm|home/[a-z]+)/' 'a path of somebody'"'"'s machine'
forbid '(deb\.debian|security\.debian|registry\.npmjs|npmjs\.org)' 'the name of a package registry'
forbid '\b(TO''DO|FIX''ME|XX''X)\b|not imple''mented|未実''装|準備''中' 'left half done'
forbid 'BOOST_(TEST|CHECK|REQUIRE)\(true\)|expect\(true\)|assert\(true\)' 'an assertion that can'"'"'t fail'
exit $bad
