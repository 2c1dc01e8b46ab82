# The scratch folder of the demo and the user who owns it. Sourced.
# shellcheck shell=sh disable=SC2154 # demo, root, … come from the sourcing script

# as_user COMMAND…: runs it as the user of the demo, with a home of its own, in the checkout.
as_user() {
    if [ "$(id -u)" = 0 ]; then
        set -- setpriv --reuid="$user" --regid="$group" --clear-groups "$@"
    fi
    (cd "$checkout" && HOME=$demo/home USER=$user XDG_CACHE_HOME='' JAVA_HOME=$jdk exec "$@")
}

# choose_user: sets user and group.
choose_user() {
    if [ "$(id -u)" = 0 ]; then
        user=nobody
        id -u nobody >/dev/null 2>&1 || fail "there is no user 'nobody' to run PostgreSQL: start bin/demo as a normal user"
        command -v setpriv >/dev/null || fail "setpriv is missing (package util-linux): start bin/demo as a normal user"
    else
        user=$(id -un)
    fi
    group=$(id -gn "$user")
}

# make_scratch: an empty folder that only the demo writes to. Whatever else has this name is left alone.
make_scratch() {
    case $demo in
    /*[!A-Za-z0-9/._+@-]* | [!/]*) fail "SOUNDER_DEMO must be an absolute path without blanks: '$demo'" ;;
    esac
    # The path of a Unix socket is limited to 107 bytes.
    [ ${#demo} -le 70 ] || fail "SOUNDER_DEMO is longer than 70 characters: '$demo'"
    if [ -d "$demo" ]; then
        say "Removing the demo that is there, but for its agent."
        stop_servers
        find "$demo" -mindepth 1 -maxdepth 1 ! -name .sounder-demo ! -name opt -exec rm -rf -- {} +
    else
        mkdir -- "$demo" || fail "cannot make the folder '$demo'"
        : >"$demo/.sounder-demo"
    fi
    mkdir -p -- "$demo/opt"
    mkdir -- "$demo/log" "$demo/home" "$demo/backups" "$demo/pg-meta" "$demo/pg-meta2"
    for folder in data etc bin; do mkdir -- "$demo/pg-meta/$folder" "$demo/pg-meta2/$folder"; done
    chown -R "$user:$group" "$demo/home" "$demo/opt" "$demo/backups" "$demo/pg-meta" "$demo/pg-meta2"
}

# remove_scratch: stops the servers and removes the folder, if it is one that the demo made and that belongs to the caller.
remove_scratch() {
    [ -d "$demo" ] || return 0
    stop_servers
    rm -rf -- "$demo"
}

# stop_servers: refuses to touch what is not a demo of the caller.
stop_servers() {
    if [ -h "$demo" ] || [ ! -O "$demo" ] || [ ! -f "$demo/.sounder-demo" ]; then
        fail "'$demo' is not a folder that bin/demo of this user made: it is left alone"
    fi
    for cluster in pg-meta pg-meta2; do
        stop_server "$demo/$cluster/pg/data"
    done
}

# stop_server DATA: all of it will be removed, so the server need not write anything first.
stop_server() {
    pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) || return 0
    [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$(readlink -f -- "$1")" ] || return 0
    for signal in QUIT KILL; do
        kill -s "$signal" "$pid" 2>/dev/null || return 0
        patience=100
        while [ -d "/proc/$pid" ] && [ $patience -gt 0 ]; do
            sleep 0.1
            patience=$((patience - 1))
        done
        [ -d "/proc/$pid" ] || return 0
    done
    fail "the server with process $pid in '$1' does not stop"
}

# enter_scratch: sets what prepare had found out.
enter_scratch() {
    [ -f "$demo/settings" ] || fail "there is no demo in '$demo': run bin/demo first"
    [ -O "$demo/settings" ] || fail "the demo in '$demo' is another user's"
    find_jdk || exit 1
    # shellcheck source=/dev/null
    . "$demo/settings"
}

ask_sql() {
    [ $# -ge 2 ] || fail "say which cluster and what SQL: bin/demo sql pg-meta 'SELECT 1'"
    cluster=$1
    shift
    [ -d "$demo/$cluster/run" ] || fail "there is no cluster '$cluster': use pg-meta or pg-meta2"
    as_user bin/lib/sql -h "$demo/$cluster/run" -p 5432 -U "$user" -d postgres -w 20 "$@"
}

ask_pb() {
    [ $# -ge 1 ] || fail "say which cluster and what to do: bin/demo pb pg-meta info"
    cluster=$1
    shift
    [ -x "$demo/$cluster/bin/pgbackrest" ] || fail "there is no cluster '$cluster': use pg-meta or pg-meta2"
    as_user "$demo/$cluster/bin/pgbackrest" --config="$demo/$cluster/etc/pgbackrest/pgbackrest.conf" --stanza="$cluster" "$@"
}

ask_play() {
    [ $# -ge 1 ] || fail "say which playbook: bin/demo play pgsql.yml -t pg_backup"
    playbook=$1
    shift
    as_user "./${playbook#./}" -i "$demo/inventory.yml" "$@"
}
