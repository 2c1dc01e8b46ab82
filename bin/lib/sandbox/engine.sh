# The container engine: one that runs already, or one of the sandbox's own. Sourced.
# shellcheck shell=sh disable=SC2154 # cache, … come from the sourcing script

# begin: what every change needs. One change at a time.
begin() {
    [ "$(id -u)" = 0 ] || fail "needs root: sudo bin/sandbox …"
    mkdir -p -- "$cache"
    exec 9>"$cache/lock"
    flock 9
}

engine_runs() { command -v docker >/dev/null && docker info >/dev/null 2>&1; }

# The engine and what it starts must not hold the lock (9).
start_engine() {
    engine_runs && return
    for program in docker dockerd; do
        command -v $program >/dev/null || fail "there is no '$program': install the package docker.io"
    done
    setsid dockerd --log-level=warn --pidfile="$cache/dockerd.pid" >"$cache/dockerd.log" 2>&1 </dev/null 9>&- &
    patience=60
    until engine_runs; do
        [ $patience -gt 0 ] || fail "dockerd does not start, see '$cache/dockerd.log': $(tail -n 1 "$cache/dockerd.log")"
        sleep 1
        patience=$((patience - 1))
    done
}

# stop_engine: only the sandbox's own, and only when nothing runs in it.
stop_engine() {
    [ -f "$cache/dockerd.pid" ] && engine_runs && [ -z "$(docker ps -q)" ] || return 0
    engine=$(cat "$cache/dockerd.pid")
    kill "$engine"
    patience=60
    while [ -d "/proc/$engine" ] && [ $patience -gt 0 ]; do
        sleep 0.5
        patience=$((patience - 1))
    done
}
