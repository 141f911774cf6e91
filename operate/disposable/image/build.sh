#!/bin/bash
# Builds the image changeover-postgres:15 from the PostgreSQL 15 installed on this machine:
# its programs, libraries and data files and nothing else. No registry, a few seconds.
# Needs a Docker daemon and the Debian package postgresql-15. Nothing to do: nothing done.
set -euo pipefail

major=15
image=changeover-postgres:$major
here=$(cd "$(dirname "$0")" && pwd)
bin=/usr/lib/postgresql/$major/bin
lib=/usr/lib/postgresql/$major/lib
share=/usr/share/postgresql/$major

# What the entrypoint and the scripts of an init folder may call, besides Postgres itself.
tools=(sh dash bash env setpriv cat chmod chown cp date dirname find grep id install ln ls mkdir
    mktemp mv printf rm sed sleep sort stat tail touch true)

fail() {
    echo "build.sh: $1" >&2
    exit 1
}

# One path per line, none of them through a symbolic link to a folder (/lib is /usr/lib).
resolved() {
    while read -r path; do
        echo "$(realpath "$(dirname "$path")")/$(basename "$path")"
        realpath "$path"
    done
}

# Programs and loadable modules; llvmjit would bring LLVM, more than all the rest together.
executables() {
    find "$bin" -maxdepth 1 -type f
    find "$lib" -maxdepth 1 -name '*.so' ! -name 'llvmjit*'
    for tool in "${tools[@]}"; do type -P "$tool"; done
}

# The shared libraries of the programs on standard input, with the loader.
libraries() {
    xargs ldd 2>/dev/null | grep -oE '/[^ ]+\.so[^ :]*' | sort -u || true
}

# The files of the image, as paths below /.
files() {
    local executables
    executables=$(executables)
    { echo "$executables" && echo "$executables" | libraries; } |
        resolved | sort -u | sed 's|^/||'
}

# What a root file system has besides programs.
skeleton() {
    local root=$1
    for folder in bin sbin lib lib64; do
        mkdir -p "$root/usr/$folder"
        ln -s "usr/$folder" "$root/$folder"
    done
    mkdir -p "$root"/{dev,etc,proc,root,sys,tmp,run/postgresql,docker-entrypoint-initdb.d} \
        "$root"/usr/local/bin "$root"/var/lib/postgresql
    ln -s /run "$root/var/run"
    chmod 1777 "$root/tmp"
    printf '%s\n' root:x:0:0::/root:/bin/sh postgres:x:999:999::/var/lib/postgresql:/bin/sh \
        >"$root/etc/passwd"
    printf '%s\n' root:x:0: postgres:x:999: >"$root/etc/group"
    echo 'passwd: files' >"$root/etc/nsswitch.conf"
    install -m 755 "$here/entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
}

# Changes when the server, a module or one of these two scripts does.
fingerprint() {
    { "$bin/postgres" --version && ls -l --time-style=+%s "$lib" && cat "$here"/*.sh; } |
        sha256sum | cut -d ' ' -f 1
}

[ -x "$bin/postgres" ] || fail "PostgreSQL $major is not installed; run: apt-get install postgresql-$major"
docker version >/dev/null 2>&1 || fail "no Docker daemon answers; start one and try again"

label=changeover.fingerprint
wanted=$(fingerprint)
present=$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$image" 2>/dev/null || true)
if [ "$present" = "$wanted" ]; then
    echo "$image is up to date"
    exit 0
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
skeleton "$root"
version=$("$bin/postgres" --version | cut -d ' ' -f 3)
files | tar --create --directory / --files-from - \
    --exclude=man "${share#/}" \
    --exclude=posix --exclude=right usr/share/zoneinfo usr/lib/locale/C.utf8 |
    tar --extract --directory "$root"
tar --create --directory "$root" --numeric-owner --owner 0 --group 0 . |
    docker import \
        --change "LABEL $label=$wanted" \
        --change "ENV PATH=$bin:/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8" \
        --change "ENV PG_MAJOR=$major PG_VERSION=$version PGDATA=/var/lib/postgresql/data" \
        --change "VOLUME /var/lib/postgresql/data" \
        --change "EXPOSE 5432" \
        --change 'ENTRYPOINT ["docker-entrypoint.sh"]' \
        --change 'CMD ["postgres"]' \
        - "$image" >/dev/null
echo "$image built: PostgreSQL $version, $(docker image inspect --format '{{.Size}}' "$image" | numfmt --to=si)B"
