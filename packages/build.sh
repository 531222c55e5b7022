#!/bin/bash
# Builds into a folder:  packages/build.sh FOLDER JOBS [targets]. What is up to date is left alone.
set -euo pipefail
folder=$1 jobs=$2
shift 2
"$(dirname "$(readlink -f "$0")")/configure.sh" "$folder"
quiet=--quiet
[[ ! -t 1 ]] || quiet=  # on a terminal, ninja shows how far it is
ninja -C "$folder" -j "$jobs" $quiet "$@"
