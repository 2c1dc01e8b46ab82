# Builds Sounder, fetches PostgreSQL and writes the inventory. Sourced.
# shellcheck shell=sh disable=SC2154 # demo, root, … come from the sourcing script

prepare() {
    find_jdk || exit 1
    choose_user
    make_scratch
    heading 'Build Sounder and fetch PostgreSQL (takes a minute or two the first time)'
    make build-agent "$root/bin/lib/build" agent
    make build-controller "$root/bin/lib/build" controller
    make bundle "$root/bin/bundle"
    bundle=$("$root/bin/bundle")
    fetch_postgres
    choose_checkout
    write_settings
}

make() {
    name=$1
    shift
    typed "$@"
    shown no_lines "$name" "$@"
}

# Root's own cache is closed to the user of the demo. The second call only tells the folder.
fetch_postgres() {
    set -- "$root/bin/lib/postgres-binaries" "$major"
    if [ "$(id -u)" = 0 ]; then
        mkdir -p /var/cache/sounder/postgres
        set -- "$@" /var/cache/sounder/postgres
    fi
    make postgres "$@"
    postgres=$("$@")
}

# choose_checkout: this checkout, or a copy of it when the user of the demo may not read it.
choose_checkout() {
    checkout=/
    as_user test -x "$jdk/bin/java" || fail "user '$user' cannot run the JDK in '$jdk': install one for all users"
    if as_user test -r "$root/bin/demo" && as_user test -r "$bundle"; then
        checkout=$root
        return
    fi
    checkout=$demo/checkout
    mkdir -- "$checkout"
    (cd "$root" && tar -cf - --exclude=./.git --exclude='./*/target/*classes' --exclude='./*/target/site' .) |
        (cd "$checkout" && tar -xf - --no-same-owner)
    chmod -R a+rX "$checkout"
    bundle=$checkout${bundle#"$root"}
}

write_settings() {
    sed -e "s|@DEMO@|$demo|g" -e "s|@USER@|$user|g" -e "s|@GROUP@|$group|g" -e "s|@BUNDLE@|$bundle|g" \
        -e "s|@POSTGRES@|$postgres|g" -e "s|@MAJOR@|$major|g" "$root/inventory/demo.yml.in" >"$demo/inventory.yml"
    printf "user='%s' group='%s' checkout='%s'\n" "$user" "$group" "$checkout" >"$demo/settings"
    say "   Inventory: $demo/inventory.yml (pg-meta and pg-meta2 on this machine, run by user $user)"
}
