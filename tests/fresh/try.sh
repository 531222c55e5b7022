#!/bin/bash
# Tries the two commands where nothing is installed: makes a bare Debian root (debootstrap, minbase), puts a clean clone
# of what is committed into it and runs ./run there until the first page answers, then once more as an ordinary user;
# with --test ./test comes first. Not part of ./test: it takes from several minutes to half an hour, and root.
#
#   tests/fresh/try.sh [SUITE] [--test] [--deb FOLDER] [--root FOLDER]    SUITE: bookworm, trixie; else this one's
#   With --deb, the suite's own package is made there too, read by its lintian and put into FOLDER, for
#   tests/install/install_test.py --suite SUITE --deb FILE. With --root, that root is kept, and used again.
#
# Apt's sources, keys and proxies, npm's settings and the certificates are taken from this machine as they are now.
set -euo pipefail
source_folder=$(git -C "$(dirname "$(readlink -f "$0")")" rev-parse --show-toplevel)
own_suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
suite=$own_suite root='' with_test='' deb_folder=''
while (( $# )); do
  case $1 in
    --test) with_test=yes; shift ;;
    --root) root=$2; shift 2 ;;
    --deb) deb_folder=$(readlink -f "$2"); shift 2 ;;
    bookworm|trixie) suite=$1; shift ;;
    *) sed -n '2,10p' "$0"; exit 64 ;;
  esac
done
(( EUID == 0 )) || { echo "tests/fresh/try.sh needs root, for debootstrap and chroot" >&2; exit 77; }
command -v debootstrap > /dev/null || { echo "tests/fresh/try.sh needs the Debian package debootstrap" >&2; exit 69; }

# Own mounts and processes: whatever happens, nothing of them stays behind.
if [[ -z ${FRESH_INSIDE:-} ]]; then
  keep=${root:+yes}
  root=${root:-$(mktemp -d /var/tmp/portal-fresh-XXXXXX)}
  [[ -n $keep ]] || trap 'rm -rf --one-file-system "$root"' EXIT
  FRESH_INSIDE=yes unshare --mount --pid --fork --kill-child "$0" "$suite" --root "$root" ${with_test:+--test} \
    ${deb_folder:+--deb "$deb_folder"}
  exit
fi

say() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

inside() {  # inside COMMAND…: in the new root, with none of this shell's settings but proxies and certificates
  local kept=() name
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY NODE_EXTRA_CA_CERTS; do
    [[ -z ${!name:-} ]] || kept+=("$name=${!name}")
  done
  chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin "${kept[@]}" "$@"
}

first_mirror() { apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -1; }

make_root() {
  [[ -e $root/etc/debian_version ]] && return
  say "debootstrap"
  debootstrap --variant=minbase "$suite" "$root" "$(first_mirror)" > "$root.log" 2>&1 || { tail "$root.log"; exit 1; }
  rm -f "$root.log" "$root/etc/apt/sources.list"
}

copy_if_there() {
  for path in "$@"; do
    [[ ! -e $path ]] || { mkdir -p "$root$(dirname "$path")" && cp -aL "$path" "$root$(dirname "$path")"; }
  done
}

borrow_settings() {
  copy_if_there /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/auth.conf.d /etc/apt/keyrings \
    /etc/apt/trusted.gpg.d /usr/share/keyrings /etc/resolv.conf /etc/hosts /etc/npmrc /usr/etc/npmrc ~/.npmrc \
    /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates
  find "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d" -type f -exec sed -i "s/$own_suite/$suite/g" {} + \
    2> /dev/null || true
  # Of apt's own settings only how to fetch; hooks would call programs that aren't there.
  apt-config dump | grep -E '^Acquire::(https?|Check|Retries)' > "$root/etc/apt/apt.conf.d/99fresh" || true
}

mount_system() {
  # Where "/" is no mount, unshare --mount fails, by which a test has a full disk of its own.
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/run"
}

clone() {
  rm -rf "$root/srv/portal"
  git clone -q --no-local "$source_folder" "$root/srv/portal"
}

# Starts ./run as USER in the background, waits for the first page, looks at it, stops it with what Ctrl-C sends.
try_run() {  # try_run USER
  local user=$1 var=/tmp/var-$1 page
  rm -f "$root$var/addresses.json"  # of a run that was killed
  inside setpriv --reuid="$user" --regid="$user" --init-groups env HOME=/tmp USER="$user" \
    /srv/portal/run --var "$var" --port 0 --inbox-port 0 &
  local started=$!
  until [[ -e $root$var/addresses.json ]]; do
    kill -0 "$started" 2> /dev/null || { echo "./run as $user ended early"; exit 1; }
    sleep 0.2
  done
  page=$(sed -n 's/.*"port": \([0-9]*\).*/\1/p' "$root$var/addresses.json")
  # Not by a pipe into grep -q, which ends at the first match: curl could not write the rest, and pipefail says so.
  [[ $(curl -fsS "http://localhost:$page/mihon/login") == *'<html'* ]] ||
    { echo "no page from ./run as $user"; exit 1; }
  say "./run as $user: the login page is there"
  kill -INT "$(sed -n 's/.*"pid": \([0-9]*\).*/\1/p' "$root$var/addresses.json")"
  wait "$started" || { echo "./run as $user ended with $?"; exit 1; }
}

# Of the programs that ./run built, as tests/install makes it; what its dependencies are called is the suite's word.
make_package() {
  local made
  rm -rf "$root/tmp/package"
  inside /srv/portal/packages/install.sh test
  inside PYTHONPATH=/srv/portal/tests/install /usr/bin/python3 -c \
    'import package, pathlib; package.build(pathlib.Path("/tmp/package"), "/srv/portal/build")'
  made=$(cd "$root/tmp/package" && echo kenko-portal_*.deb)
  inside dpkg-deb --field "/tmp/package/$made" Depends
  mkdir -p "$deb_folder"
  cp "$root/tmp/package/$made" "$deb_folder"
  inside lintian --allow-root "/tmp/package/$made" || echo "lintian ended with $?"
}

make_root
borrow_settings
mount_system
clone
chmod 755 "$root"  # a folder made by mktemp keeps ordinary users out
if [[ -n $with_test ]]; then
  say "./test where nothing is installed"
  inside /srv/portal/test
fi
say "./run"
try_run root
say "./run again: nothing to install, nothing to build"
try_run root
if [[ -n $deb_folder ]]; then
  say "the package"
  make_package
fi
inside /usr/sbin/useradd --create-home visitor 2> /dev/null || true
inside chown -R visitor: /srv/portal
try_run visitor
say "all well"
