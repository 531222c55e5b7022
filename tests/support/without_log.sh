#!/bin/bash
# Runs a test program and says at its end what it wrote to standard error, but of the portal's own log only the last
# lines, and those only where a test failed: what failed must not drown in what was logged.
#   tests/support/without_log.sh PROGRAM [options]
set -uo pipefail
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$@" 2> "$said"
code=$?
grep -v '^{"ts":' "$said" >&2
((code == 0)) || grep '^{"ts":' "$said" | tail -n 20 >&2
exit "$code"
