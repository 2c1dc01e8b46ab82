# The hosts: containers, their addresses and keys. Sourced.
# shellcheck shell=sh disable=SC2154 # net, state, image, … come from the sourcing script

# Name and last number of the address.
hosts='meta 10
node-1 11
node-2 12
node-3 13'

host_names() { echo "$hosts" | cut -d ' ' -f 1; }

# each_host COMMAND…: runs it with name and address of each host.
each_host() {
    echo "$hosts" | while read -r name number; do "$@" "$name" "$net.$number" </dev/null || exit 1; done
}

# exists ADDRESS, runs ADDRESS: the container of it. A container has the name of its address.
exists() { docker container inspect "sounder-$1" >/dev/null 2>&1; }
runs() { [ "$(docker container inspect -f '{{.State.Running}}' "sounder-$1" 2>/dev/null)" = true ]; }

make_hosts() {
    docker network inspect "sounder-$net" >/dev/null 2>&1 ||
        docker network create --subnet "$net.0/24" --gateway "$net.1" "sounder-$net" >/dev/null
    make_key
    each_host make_host
    each_host await_host
    : >"$state/known_hosts"
    each_host introduce_host
    write_ssh_config
}

# make_key: one pair for each sandbox. Who called sudo may use it.
make_key() {
    mkdir -p -- "$state"
    [ -f "$state/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C "sandbox $net" -f "$state/id_ed25519"
    [ -z "${SUDO_UID:-}" ] || chown "$SUDO_UID" "$state/id_ed25519"
}

# make_host NAME ADDRESS: systemd wants its cgroups, and to mount file systems; newer releases have to be told that the first
# version of cgroups is meant.
make_host() {
    if exists "$2"; then
        [ "$(docker container inspect -f '{{.Config.Image}}' "sounder-$2")" = "$image" ] ||
            fail "host '$1' is there with another image: bin/sandbox down removes it"
        docker start "sounder-$2" >/dev/null
        return
    fi
    docker run --detach --name "sounder-$2" --hostname "$1" --network "sounder-$net" --ip "$2" \
        --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined \
        --cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup -e SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 -e container=docker \
        --tmpfs /run --tmpfs /run/lock --tmpfs /tmp:exec --shm-size 256m --stop-signal SIGRTMIN+3 \
        "$image" /sbin/init >/dev/null
}

# await_host NAME ADDRESS: until all units are up, sshd with keys of its own among them.
await_host() {
    docker exec -i "sounder-$2" sh -ec '
        cat >/home/dba/.ssh/authorized_keys
        chown dba:dba /home/dba/.ssh/authorized_keys
        chmod 0600 /home/dba/.ssh/authorized_keys
        patience=300
        until systemctl is-system-running | grep -qxE "running|degraded"; do
            [ $patience -gt 0 ] || exit 1
            sleep 0.2
            patience=$((patience - 1))
        done
        systemctl is-active --quiet ssh' <"$state/id_ed25519.pub" ||
        fail "host '$1' does not come up: docker exec sounder-$2 systemctl --failed"
}

introduce_host() {
    docker exec "sounder-$2" cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub | sed "s/^/$1,$2 /" >>"$state/known_hosts"
}

# write_ssh_config: for ssh -F, and for people who look how to get in.
write_ssh_config() {
    {
        echo "$hosts" | while read -r name number; do printf 'Host %s\n    HostName %s\n' "$name" "$net.$number"; done
        printf 'Host *\n    User dba\n    IdentityFile %s\n    IdentitiesOnly yes\n    UserKnownHostsFile %s\n' \
            "$state/id_ed25519" "$state/known_hosts"
    } >"$state/ssh_config"
}

# enter_host HOST COMMAND…
enter_host() {
    host_wanted=$1
    shift
    [ -f "$state/ssh_config" ] || fail "there are no hosts: run bin/sandbox up"
    case $host_wanted in
    "$net".*) ;;
    *) host_names | grep -qxF -- "$host_wanted" || fail "there is no host '$host_wanted': use $(host_names | tr '\n' ' ')" ;;
    esac
    exec ssh -F "$state/ssh_config" "$host_wanted" "$@"
}

remove_hosts() {
    engine_runs || { rm -rf -- "$state" && return; }
    each_host remove_host
    docker network rm "sounder-$net" >/dev/null 2>&1 || :
    rm -rf -- "$state"
}

remove_host() {
    ! exists "$2" || docker rm -f -v "sounder-$2" >/dev/null
}
