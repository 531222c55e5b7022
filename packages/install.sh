#!/bin/bash
# Installs the Debian packages of the named lists that are missing:  packages/install.sh build run test
# Nothing missing, nothing done: no sudo, no network.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")

wanted=()
for list in "$@"; do
  while read -r name _; do
    [[ -z $name || $name == '#'* ]] || wanted+=("$name")
  done < "$here/$list.txt"
done

# One question for all: a warm start waits for the answer.
installed=$(dpkg-query -W -f '/${Package}/${db:Status-Status}/\n' "${wanted[@]}" 2> /dev/null || true)
missing=()
for name in "${wanted[@]}"; do
  [[ $installed == *"/$name/installed/"* ]] || missing+=("$name")
done
(( ${#missing[@]} )) || exit 0

if ! command -v apt-get > /dev/null; then
  echo "These Debian packages are needed, and this machine has no apt-get: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if (( EUID != 0 )); then
  command -v sudo > /dev/null || { echo "As root: apt-get install --no-install-recommends ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing Debian packages: ${missing[*]}"

# The demo starts its own servers; those of the packages would only take ports.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" > /dev/null
  "${as_root[@]}" chmod 755 "$policy"
fi
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"; }
apt update
apt install --no-install-recommends "${missing[@]}"
