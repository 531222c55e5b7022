#!/bin/bash
# Builds into a folder:  packages/build.sh FOLDER JOBS [CMake options]. What is up to date is left alone.
set -euo pipefail
source_folder=$(dirname "$(dirname "$(readlink -f "$0")")")
folder=$1 jobs=$2
shift 2
if [[ ! -e $folder/build.ninja ]]; then
  echo "Configuring $folder"
  mkdir -p "$folder"
  log=$folder/configure.log
  cmake -S "$source_folder" -B "$folder" -G Ninja -DCMAKE_CXX_COMPILER=/usr/bin/g++ "$@" > "$log" 2>&1 ||
    { tail -30 "$log" >&2; exit 1; }
fi
quiet=--quiet
[[ ! -t 1 ]] || quiet=  # on a terminal, ninja shows how far it is
ninja -C "$folder" -j "$jobs" $quiet
