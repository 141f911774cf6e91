#!/bin/bash
# Runs the test suite on disposable Postgres servers.
# At home: on the engine named by ENGINE. In CI: all of it in containers, where a missing daemon
# is an error and never a fallback; then the smoke tests on the two other engines.
# PART=2/3 runs the second third of it, for machines that share the work or that have less time.
set -euo pipefail
part=()
if [ -n "${PART:-}" ]; then
    part=(--splits "${PART#*/}" --group "${PART%/*}" --splitting-algorithm least_duration)
fi

suite() {
    local report=$1
    shift
    # Some tests take minutes: what waits behind one goes to whoever has nothing left.
    .venv/bin/pytest --numprocesses "${JOBS:-2}" --dist worksteal \
        --junitxml "build/$report.xml" "${part[@]}" "$@"
}

if [ "${CI:-}" != true ]; then
    suite junit --engine "${ENGINE:-auto}"
elif [ "${CHANGEOVER_REQUIRE_ENGINE:-}" != container ]; then
    CHANGEOVER_REQUIRE_ENGINE=container exec .ci/docker.sh "$0"
else
    suite junit --engine container
    suite junit-local --engine local -m smoke
    suite junit-embedded --engine embedded -m smoke
fi
