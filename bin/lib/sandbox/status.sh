# The table of the hosts. Sourced.
# shellcheck shell=sh disable=SC2154 # net, … come from the sourcing script

show_status() {
    engine_runs || fail "the container engine does not run: bin/sandbox up starts it"
    printf '%-8s %-15s %-10s %-8s %-8s %-10s %s\n' HOST ADDRESS SYSTEMD SSHD CRON PATRONI POSTGRES
    each_host show_host
}

show_host() {
    if runs "$2"; then
        docker exec "sounder-$2" sh -c '
            state() { echo "$("$@" 2>/dev/null || :)" | head -n 1; }
            role=none
            for script in /pg/bin/pg-role; do
                [ ! -x $script ] || [ ! -s /pg/data/postmaster.pid ] || role=$(su postgres -c $script 2>/dev/null)
            done
            [ "$role" != none ] || ! [ -s /pg/data/PG_VERSION ] || role=stopped
            printf "%-8s %-15s %-10s %-8s %-8s %-10s %s\n" "$1" "$2" "$(state systemctl is-system-running)" \
                "$(state systemctl is-active ssh)" "$(state systemctl is-active cron)" \
                "$(state systemctl is-active patroni)" "$role"' sh "$1" "$2"
    else
        printf '%-8s %-15s %s\n' "$1" "$2" "$(exists "$2" && echo stopped || echo absent)"
    fi
}
