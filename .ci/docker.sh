#!/bin/bash
# Runs a command with a Docker daemon and the image changeover-postgres:15 at hand.
# A daemon that answers is used as it is; otherwise docker.io is installed where it is missing,
# one dockerd is started, and that one is stopped again, whatever becomes of the command.
# usage: docker.sh COMMAND...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
log=$top/build/dockerd.log
daemon=

answers() { timeout 10 docker version >/dev/null 2>&1; }

stop_daemon() {
    [ -n "$daemon" ] || return 0
    kill "$daemon" 2>/dev/null || true
    wait "$daemon" 2>/dev/null || true
}

start_daemon() {
    # Never a second one beside a daemon that is merely slow: it would take the first one's network.
    if [ -e /var/run/docker.pid ] && kill -0 "$(cat /var/run/docker.pid)" 2>/dev/null; then
        echo "docker.sh: a dockerd is running but does not answer; is DOCKER_HOST right?" >&2
        return 1
    fi
    command -v dockerd >/dev/null || "$here/apt.sh" docker.io
    mkdir -p "$(dirname "$log")"
    # A session of its own, so that Ctrl-C reaches it only through us; and the kernel stops it
    # when this script ends without coming to its last line.
    setsid setpriv --pdeathsig TERM dockerd >"$log" 2>&1 &
    daemon=$!
    for _ in $(seq 150); do
        if answers; then return 0; fi
        kill -0 "$daemon" 2>/dev/null || break
        sleep 0.2
    done
    echo "docker.sh: dockerd does not answer; the end of its log:" >&2
    tail -n 30 "$log" >&2
    return 1
}

trap stop_daemon EXIT
trap 'exit 130' INT
if ! answers; then
    start_daemon
    echo "started dockerd for this run"
fi
"$top/operate/disposable/image/build.sh"
"$@"
