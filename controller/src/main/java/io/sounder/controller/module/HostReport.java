package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host says of itself, in lines {@code name=value}.
 *
 * @param values the last value of each name
 * @param all every value of each name
 */
record HostReport(Map<String, String> values, Map<String, List<String>> all) {
    static final String SCRIPT = """
            . /etc/os-release 2>/dev/null
            p() { printf '%s=%s\\n' "$1" "$2"; }
            p os_id "${ID:-}"; p os_like "${ID_LIKE:-}"; p os_version "${VERSION_ID:-}"; p os_codename "${VERSION_CODENAME:-}"; p os_name "${PRETTY_NAME:-}"
            [ -r /etc/debian_version ] && p debian "$(cat /etc/debian_version)"
            p nodename "$(uname -n)"; p kernel "$(uname -r)"; p kernel_version "$(uname -v)"; p system "$(uname -s)"; p machine "$(uname -m)"
            p fqdn "$(hostname -f 2>/dev/null || uname -n)"
            p user_id "$(id -un)"; p user_uid "$(id -u)"; p user_gid "$(id -g)"; p real_uid "$(id -ru)"; p real_gid "$(id -rg)"
            p passwd "$(getent passwd "$(id -u)")"
            p cpus "$(getconf _NPROCESSORS_ONLN 2>/dev/null)"; p nproc "$(nproc 2>/dev/null)"
            while IFS= read -r l; do p cpuinfo "$l"; done < /proc/cpuinfo
            while read -r k v _; do p "mem_${k%:}" "$v"; done < /proc/meminfo
            read -r up _ < /proc/uptime; p uptime "${up%%.*}"; p cmdline "$(cat /proc/cmdline)"
            for c in apt-get:apt dnf:dnf yum:yum zypper:zypper apk:apk pacman:pacman; do if command -v "${c%%:*}" >/dev/null 2>&1; then p pkg_mgr "${c#*:}"; break; fi; done
            if [ -d /run/systemd/system ]; then p service_mgr systemd; else p service_mgr "$(cat /proc/1/comm 2>/dev/null)"; fi
            p date "$(date '+%Y-%m-%d %H:%M:%S %s %Z %z %A %w %V %Y %m %d %H %M %S')"; p date_utc "$(date -u '+%Y-%m-%dT%H:%M:%SZ %Y-%m-%dT%H:%M:%S.%6NZ')"
            p date_basic "$(date '+%Y%m%dT%H%M%S%6N %Y%m%dT%H%M%S')"; p tz_dst "$(date +%Z)"
            while read -r k v; do case $k in nameserver|search|domain) p "dns_$k" "$v" ;; esac; done < /etc/resolv.conf 2>/dev/null
            while read -r d m t o _; do case $t in ext?|xfs|btrfs|zfs|overlay|vfat|nfs*|tmpfs) case $d$t in /*|*:*|zfs*) p mount "$d $m $t $o $(stat -f -c '%S %b %a %c %d' -- "$m" 2>/dev/null)" ;; esac ;; esac; done < /proc/mounts
            for b in /sys/block/*; do [ -d "$b" ] && p device "${b##*/} $(cat "$b/size" 2>/dev/null) $(cat "$b/removable" 2>/dev/null) $(cat "$b/queue/rotational" 2>/dev/null)"; done
            p virt "$(systemd-detect-virt 2>/dev/null)"; [ -f /.dockerenv ] && p docker 1
            for f in product_name product_serial product_uuid product_version sys_vendor bios_version bios_date board_name board_vendor chassis_vendor; do [ -r /sys/class/dmi/id/$f ] && p "dmi_$f" "$(cat /sys/class/dmi/id/$f 2>/dev/null)"; done
            p machine_id "$(cat /etc/machine-id 2>/dev/null)"; p fips "$(cat /proc/sys/crypto/fips_enabled 2>/dev/null)"
            p python "$(command -v python3)"; p selinux "$(getenforce 2>/dev/null)"; p apparmor "$([ -d /sys/kernel/security/apparmor ] && echo enabled || echo disabled)"
            for n in /sys/class/net/*; do i=${n##*/}; p interface "$i $(cat "$n/mtu" 2>/dev/null) $(cat "$n/address" 2>/dev/null) $(cat "$n/operstate" 2>/dev/null)"; done
            if command -v ip >/dev/null 2>&1; then
            ip -o addr show 2>/dev/null | while read -r _ i f a r; do p "address_$f" "$i $a $r"; done
            set -- $(ip -4 route get 8.8.8.8 2>/dev/null); while [ $# -gt 1 ]; do case $1 in src) p route_address "$2" ;; dev) p route_interface "$2" ;; via) p route_gateway "$2" ;; esac; shift; done
            else for a in $(hostname -I 2>/dev/null); do case $a in *:*) p address_inet6 "- $a" ;; *) p address_inet "- $a" ;; esac; done; fi
            for k in rsa ecdsa ed25519; do [ -r /etc/ssh/ssh_host_${k}_key.pub ] && p "sshkey_$k" "$(cat /etc/ssh/ssh_host_${k}_key.pub)"; done
            env | while IFS= read -r l; do case $l in [A-Za-z_]*=*) printf 'env.%s\\n' "$l" ;; esac; done
            """;

    static HostReport of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String name = line.substring(0, equals);
                values.put(name, line.substring(equals + 1));
                all.computeIfAbsent(name, one -> new ArrayList<>()).add(line.substring(equals + 1));
            }
        }
        return new HostReport(values, all);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    List<String> list(String name) {
        return all.getOrDefault(name, List.of());
    }

    long number(String name) {
        String text = get(name).strip();
        return text.matches("\\d+") ? Long.parseLong(text) : 0;
    }

    /** Values of names with a prefix, without it. */
    Map<String, String> under(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }
}
