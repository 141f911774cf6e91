#!/bin/bash
# Runs make targets one after the other, announces each, and stops at the first red one.
# usage: steps.sh TARGET...
set -euo pipefail
number=0
start=$SECONDS
for target in "$@"; do
    number=$((number + 1))
    began=$SECONDS
    printf '\n== %d/%d %s: %s\n' "$number" $# "$target" "$(sed -n "s/^$target:.*## //p" Makefile)"
    if ! "${MAKE:-make}" --no-print-directory "$target"; then
        printf '\n== red: %s (after %d s). To run it alone: make %s\n' \
            "$target" $((SECONDS - began)) "$target" >&2
        exit 1
    fi
    printf '== green: %s (%d s)\n' "$target" $((SECONDS - began))
done
printf '\n== all %d green (%d s)\n' $# $((SECONDS - start))
