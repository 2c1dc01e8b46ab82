# The images of the hosts, from Debian packages of the mirror that this machine uses itself. Sourced.
# shellcheck shell=sh disable=SC2154 # cache, release, bare, … come from the sourcing script

system_packages=systemd,systemd-sysv,dbus,openssh-server,cron,sudo,iproute2,iputils-ping,locales,lz4,zstd,ca-certificates
system_packages=$system_packages,procps,netbase,less,curl,acl,openssl
# What ./node.yml and ./pgsql.yml install, and the Python that ansible-playbook wants on a host.
server_packages='postgresql postgresql-contrib patroni python3-etcd etcd-server etcd-client pgbackrest python3 python3-apt'

# make_image: sets image. Its name carries the digest of the recipe, so an image of another recipe is never used.
make_image() {
    recipe=$(cksum <"$root/bin/lib/sandbox/image.sh" | cut -d ' ' -f 1)
    bare_image=sounder-sandbox:$release-bare-$recipe
    image=sounder-sandbox:$release-$recipe
    have_image "$bare_image" || make_bare_image
    if [ "$bare" = yes ]; then image=$bare_image; else have_image "$image" || install_servers; fi
}

have_image() { docker image inspect "$1" >/dev/null 2>&1; }

# apt_sources: prints address, codename and components of this machine's own sources, one in a line.
apt_sources() {
    # shellcheck disable=SC2016 # apt-get's own fields
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' | sort -u
}

# sources_of RELEASE: the same for another release, as sources.list has it.
sources_of() {
    # shellcheck source=/dev/null
    here=$(. /etc/os-release && echo "${ID:-} ${VERSION_CODENAME:-}")
    case $here in
    'debian '?*) ;;
    *) fail "needs Debian, whose package sources it takes over; this is '$here'" ;;
    esac
    apt_sources | while read -r address suite component; do
        case $suite in
        "${here#debian }" | "${here#debian }"-*) echo "deb $address $1${suite#"${here#debian }"} $component" ;;
        esac
    done
}

# make_bare_image: systemd, sshd and cron, with the server packages downloaded but not installed.
make_bare_image() {
    command -v debootstrap >/dev/null || fail "there is no 'debootstrap': install the package of that name"
    base=$cache/base-$release-$recipe
    if [ ! -f "$base.tar" ]; then
        say "Making the image of Debian $debian, log: $cache/$release.log"
        # In memory, where packages are unpacked without waiting for the disk. Left over is what a killed run left.
        umount "$base" 2>/dev/null || :
        mkdir -p -- "$base"
        mount -t tmpfs -o size=2g,mode=0755 sandbox "$base"
        build_base >"$cache/$release.log" 2>&1 </dev/null || built=no
        umount "$base" && rmdir -- "$base"
        [ "${built:-yes}" = yes ] ||
            fail "making the image failed, the end of '$cache/$release.log' says: $(tail -n 3 "$cache/$release.log")"
    fi
    docker import - "$bare_image" <"$base.tar" >/dev/null
}

build_base() {
    sources=$(sources_of "$release") || return 1
    mirror=$(echo "$sources" | sed -n "s|^deb \([^ ]*\) $release main\$|\1|p" | head -n 1)
    [ -n "$mirror" ] || { echo "no Debian source among those of this machine" && return 1; }
    rm -f -- "$cache"/base-"$release"-*.tar*
    mkdir -p -- "$cache/packages"
    # Each step by itself: errexit does not hold in a function whose result is asked for.
    debootstrap --variant=minbase --include="$system_packages" --cache-dir="$cache/packages" "$release" "$base" "$mirror" ||
        return 1
    echo "$sources" >"$base/etc/apt/sources.list" || return 1
    set_up_base "$base" || return 1
    in_base apt-get update -q || return 1
    # shellcheck disable=SC2086 # a list
    in_base apt-get install -q -y --no-install-recommends --download-only $server_packages || return 1
    tar -C "$base" -cf "$base.tar.new" . || return 1
    mv -- "$base.tar.new" "$base.tar"
}

in_base() { DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$base" "$@"; }

# set_up_base FOLDER: what a host of the sandbox has and a fresh Debian has not.
set_up_base() {
    cat >"$1/usr/local/sbin/set-up-base" <<'END' || return 1
set -e
sed -i 's/^# *\(en_US.UTF-8 UTF-8\)/\1/' /etc/locale.gen
locale-gen
useradd --create-home --shell /bin/bash dba
install -d -o dba -g dba -m 0700 /home/dba/.ssh
echo 'dba ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/dba
chmod 0440 /etc/sudoers.d/dba
printf 'PasswordAuthentication no\nUseDNS no\n' >/etc/ssh/sshd_config.d/sandbox.conf
# Each host makes a key of its own when sshd starts for the first time.
rm -f /etc/ssh/ssh_host_*
mkdir -p /etc/systemd/system/ssh.service.d
cat >/etc/systemd/system/ssh.service.d/sandbox.conf <<'UNIT'
[Service]
ExecStartPre=
ExecStartPre=/bin/sh -c '[ -f /etc/ssh/ssh_host_ed25519_key ] || ssh-keygen -q -t ed25519 -N "" -C "" -f /etc/ssh/ssh_host_ed25519_key'
ExecStartPre=/usr/sbin/sshd -t
UNIT
: >/etc/machine-id
# Nothing but the playbooks shall work with packages, and a container has no disks or consoles of its own.
systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \
    getty@.service console-getty.service systemd-firstboot.service
systemctl enable ssh cron
echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/sandbox
# Packages are kept after they were installed, and no cluster is made unasked.
printf 'APT::Install-Recommends "false";\nBinary::apt::APT::Keep-Downloaded-Packages "true";\n' >/etc/apt/apt.conf.d/80sandbox
END
    chroot "$1" sh /usr/local/sbin/set-up-base || return 1
    rm -- "$1/usr/local/sbin/set-up-base"
}

# install_servers: the same with the servers installed, none of them started.
install_servers() {
    say "Installing PostgreSQL, Patroni and etcd in the image of Debian $debian"
    docker rm -f sounder-sandbox-image >/dev/null 2>&1 || :
    # shellcheck disable=SC2086 # a list
    docker run --name sounder-sandbox-image --network none -e DEBIAN_FRONTEND=noninteractive -e LC_ALL=C.UTF-8 "$bare_image" \
        sh -ec 'mkdir -p /etc/postgresql-common
            echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
            printf "#!/bin/sh\nexit 101\n" >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d
            apt-get install -q -y --no-install-recommends "$@"
            rm /usr/sbin/policy-rc.d
            systemctl disable postgresql patroni etcd || true' \
        sh $server_packages >>"$cache/$release.log" 2>&1 ||
        fail "installing the servers failed, the end of '$cache/$release.log' says: $(tail -n 3 "$cache/$release.log")"
    docker commit sounder-sandbox-image "$image" >/dev/null
    docker rm sounder-sandbox-image >/dev/null
}

remove_images() {
    # The newest first: an image cannot go before those made from it.
    docker images --format '{{.Repository}}:{{.Tag}}' sounder-sandbox | while read -r old; do docker rmi -f "$old" >/dev/null; done
    rm -rf -- "$cache/packages" "$cache"/base-* "$cache"/*.log
}
