#!/bin/sh
# The contract of the official postgres image, as far as disposable servers need it:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD,
# PGDATA, *.sql and *.sh in /docker-entrypoint-initdb.d; arguments go to postgres.
set -eu

: "${PGDATA:=/var/lib/postgresql/data}"
: "${POSTGRES_USER:=postgres}"
: "${POSTGRES_DB:=$POSTGRES_USER}"
: "${POSTGRES_PASSWORD:=}"
: "${POSTGRES_INITDB_ARGS:=}"
: "${POSTGRES_HOST_AUTH_METHOD:=scram-sha-256}"
export PGDATA POSTGRES_USER POSTGRES_DB

psql_as_owner() {
    psql --no-psqlrc --no-password --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"
}

create_cluster() {
    if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
        echo "set POSTGRES_PASSWORD, or POSTGRES_HOST_AUTH_METHOD=trust" >&2
        exit 1
    fi
    password=$(mktemp)
    printf '%s\n' "${POSTGRES_PASSWORD:-none}" >"$password"
    # shellcheck disable=SC2086  # a list of arguments
    initdb --username "$POSTGRES_USER" --pwfile "$password" --no-instructions $POSTGRES_INITDB_ARGS
    rm "$password"
    echo "host all all all $POSTGRES_HOST_AUTH_METHOD" >>"$PGDATA/pg_hba.conf"
}

# Runs the init scripts on a server that nobody outside can reach, so that the first one who
# connects over the network finds everything done.
run_init_scripts() {
    shift
    # Last, so that it wins over a setting of the caller.
    pg_ctl --wait --options "$(quoted "$@" -c listen_addresses=)" start
    if [ "$POSTGRES_DB" != postgres ]; then
        psql_as_owner --dbname postgres --set name="$POSTGRES_DB" <<'SQL'
CREATE DATABASE :"name";
SQL
    fi
    for script in /docker-entrypoint-initdb.d/*; do
        case $script in
            *.sql) psql_as_owner --dbname "$POSTGRES_DB" --file "$script" ;;
            *.sh) sh "$script" ;;
        esac
    done
    pg_ctl --wait --mode fast stop
}

quoted() {
    for argument in "$@"; do
        printf "'%s' " "$(printf '%s' "$argument" | sed "s/'/'\\\\''/g")"
    done
}

case ${1:-postgres} in
    postgres) [ $# -gt 0 ] || set -- postgres ;;
    -*) set -- postgres "$@" ;;
    *) exec "$@" ;;
esac

if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres:postgres "$PGDATA" /var/run/postgresql
    chmod 700 "$PGDATA"
    exec setpriv --reuid postgres --regid postgres --init-groups "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    create_cluster
    run_init_scripts "$@"
fi
# The settings of the caller come after ours and win.
shift
exec postgres -c listen_addresses='*' "$@"
