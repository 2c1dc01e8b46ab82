# The story: a cluster, protected, loses a table and gets it back in a fork. Sourced.
# shellcheck shell=sh disable=SC2154,SC2034 # demo, … come from the sourcing script; finished is for console.sh

tell_story() {
    make_cluster
    protect_cluster
    fill_and_back_up
    lose_table
    fork_cluster
    compare_clusters
    finished=yes
    hint
}

# play NAME PLAYBOOK ARG…: runs a playbook as a user would type it, and prints what it changed.
play() {
    name=$1
    playbook=$2
    shift 2
    typed "./$playbook" -i "$demo/inventory.yml" "$@"
    shown changes_only "$name" ask_play "$playbook" "$@"
}

# sql CLUSTER SQL…: shows the SQL and its rows.
sql() {
    cluster=$1
    shift
    for statement in "$@"; do say "   $cluster=> $statement"; done
    ask_sql "$cluster" "$@" | sed 's/^/   /'
}

# back_up TYPE: as cron would.
back_up() {
    typed "$demo/pg-meta/pg/bin/pg-backup" "$1"
    shown results_only "backup-$1" as_user "$demo/pg-meta/pg/bin/pg-backup" "$1"
}

make_cluster() {
    heading 'Make the cluster pg-meta, and a place for pg-meta2'
    play make-meta pgsql.yml -l pg-meta -t pg_install,pg_bootstrap
    play make-meta2 pgsql.yml -l pg-meta2 -t pg_install
}

protect_cluster() {
    heading 'Protect it: settings, stanza, WAL archiving, first backup'
    play protect pgsql.yml -l pg-meta -t pg_backup
    heading 'Schedule its backups'
    play pg-crontab pgsql.yml -l pg-meta -t pg_crontab
    play node-crontab node.yml -l pg-meta -t node_crontab
    say "   A scratch crontab, so cron does not see it:"
    tail -n 1 "$demo/pg-meta/etc/crontab" | sed 's/^/   /'
}

fill_and_back_up() {
    heading 'Work with it, and back up now and then'
    sql pg-meta 'CREATE TABLE customers (id int PRIMARY KEY)' 'CREATE TABLE orders (id int PRIMARY KEY, note text)' \
        'INSERT INTO customers SELECT generate_series(1, 100)' \
        "INSERT INTO orders SELECT i, 'before the full backup' FROM generate_series(1, 10000) i"
    back_up full
    sql pg-meta "INSERT INTO orders SELECT i, 'before the diff backup' FROM generate_series(10001, 15000) i"
    back_up diff
    sql pg-meta "INSERT INTO orders SELECT i, 'before the incr backup' FROM generate_series(15001, 17500) i"
    back_up incr
    sql pg-meta "INSERT INTO orders SELECT i, 'in the WAL only' FROM generate_series(17501, 18500) i"
}

# Remembers what has to come back.
lose_table() {
    heading 'Lose a table'
    ask_sql pg-meta 'SELECT count(*) FROM orders' 'SELECT count(*) FROM customers' 'SELECT clock_timestamp()' >"$demo/log/before"
    { read -r orders_before && read -r customers_before && read -r moment; } <"$demo/log/before"
    say "   pg-meta has $orders_before orders and $customers_before customers at $moment"
    sleep 1
    sql pg-meta 'DROP TABLE orders' 'INSERT INTO customers SELECT generate_series(101, 120)'
    # The loss is in the archive as soon as the WAL segment is closed, at the latest after archive_timeout.
    typed pb check
    shown no_lines check ask_pb pg-meta check
    typed pb info
    shown all_lines info ask_pb pg-meta info
}

fork_cluster() {
    heading "Fork pg-meta into pg-meta2 as of $moment"
    play fork pgsql-pitr.yml -l pg-meta2 -e pg_pitr_yes=true -e "{\"pg_pitr\": {\"cluster\": \"pg-meta\", \"time\": \"$moment\"}}"
    grep -o 'recovery stopping [^"]*' "$demo/log/fork" | head -n 1 | sed 's/^/   PostgreSQL said: /'
}

compare_clusters() {
    heading 'Compare'
    ask_sql pg-meta "SELECT coalesce(to_regclass('orders')::text, 'gone')" 'SELECT count(*) FROM customers' >"$demo/log/meta"
    ask_sql pg-meta2 'SELECT count(*) FROM orders' 'SELECT count(*) FROM customers' >"$demo/log/meta2"
    { read -r orders_meta && read -r customers_meta; } <"$demo/log/meta"
    { read -r orders_meta2 && read -r customers_meta2; } <"$demo/log/meta2"
    printf '   %-12s %12s %12s %24s\n' '' pg-meta pg-meta2 'pg-meta before the loss'
    printf '   %-12s %12s %12s %24s\n' orders "$orders_meta" "$orders_meta2" "$orders_before" \
        customers "$customers_meta" "$customers_meta2" "$customers_before"
    [ "$orders_meta $customers_meta" = 'gone 120' ] || fail "pg-meta is not as the loss left it"
    [ "$orders_meta2 $customers_meta2" = "$orders_before $customers_before" ] || fail "pg-meta2 is not as pg-meta was"
    say '   Every row is back in pg-meta2; pg-meta runs on, untouched.'
    say '   And pg-meta2 has backups of its own:'
    typed pb info
    shown all_lines info2 ask_pb pg-meta2 info
}

hint() {
    cat <<EOF

Done in $(($(seconds) - started)) seconds. Both clusters are running. Try next:

    bin/demo sql pg-meta2 'SELECT note, count(*) FROM orders GROUP BY note'
    bin/demo pb pg-meta info
    bin/demo play pgsql-pitr.yml -l pg-meta -e '{"pg_pitr": {"time": "$moment", "action": "promote"}}'
                                          takes pg-meta itself back
    bin/demo play pgsql-rm.yml -l pg-meta2
    bin/demo stop                         stops the servers and removes $demo

Logs of this run: $demo/log. How to use it on your own hosts: docs/getting-started.md.
EOF
}
