#!/bin/sh
# Installs Debian packages without starting a service; does nothing when all are there.
# usage: apt.sh [--optional] PACKAGE...   (--optional: say what is missing and go on)
set -eu
optional=
[ "${1:-}" != --optional ] || { optional=yes; shift; }

missing=
for package in "$@"; do
    state=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "not installed:$missing (as root on Debian: apt-get install$missing)" >&2
    [ -n "$optional" ] && exit 0
    exit 1
fi

echo "installing$missing"
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1

# postgresql-15 would make a cluster of its own and this project never uses it. The setting is
# taken back afterwards, so that this machine's next installation is its owner's decision.
drop_in=/etc/postgresql-common/createcluster.d/changeover.conf
if [ ! -e "$drop_in" ]; then
    mkdir -p "$(dirname "$drop_in")"
    trap 'rm -f "$drop_in"' EXIT
    echo 'create_main_cluster = false' >"$drop_in"
fi

# shellcheck disable=SC2086  # a list of names
install() { apt-get install -qq -y --no-install-recommends \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 $missing >"$log" 2>&1; }
log=$(mktemp)
# A bare machine has no lists yet, an old one has stale lists: then one update, one more try.
if ! install; then
    apt-get update -qq
    if ! install; then
        cat "$log" >&2
        rm -f "$log"
        exit 1
    fi
fi
rm -f "$log"
