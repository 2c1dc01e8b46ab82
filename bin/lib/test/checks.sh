# Checks for tests written in sh. Sourced; sets scratch, a folder that goes when the test ends.
# shellcheck shell=sh

checks=0 failures=0
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

# check TITLE COMMAND…: counts and prints whether the command succeeds.
check() {
    title=$1
    shift
    checks=$((checks + 1))
    if "$@"; then
        echo "ok: $title"
    else
        failures=$((failures + 1))
        echo "FAILED: $title"
        printf '    %s\n' "$*"
        [ ! -s "$scratch/stderr" ] || sed 's/^/    stderr: /' "$scratch/stderr"
    fi
}

# skip TITLE REASON
skip() { echo "skipped: $1 ($2)"; }

contains() {
    case $1 in
    *"$2"*) true ;;
    *) false ;;
    esac
}

# Prints the sum and ends the test.
finish() {
    echo "${0##*/}: $checks checks, $failures failed"
    [ "$failures" = 0 ]
    exit
}
