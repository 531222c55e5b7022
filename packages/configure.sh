#!/bin/bash
# Prepares a build folder:  packages/configure.sh FOLDER [CMake options]. One that is there is left alone.
set -euo pipefail
source_folder=$(dirname "$(dirname "$(readlink -f "$0")")")
folder=$1
shift
[[ ! -e $folder/build.ninja ]] || exit 0
echo "Configuring $folder"
mkdir -p "$folder"
log=$folder/configure.log
cmake -S "$source_folder" -B "$folder" -G Ninja -DCMAKE_CXX_COMPILER=/usr/bin/g++ -DCMAKE_BUILD_TYPE=Release "$@" \
  > "$log" 2>&1 || { tail -30 "$log" >&2; exit 1; }
