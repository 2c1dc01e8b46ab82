package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code apt}: packages of Debian and its kin are installed or not, and their lists are fresh. Check mode looks only. */
final class AptModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "name|package|pkg",
                "state",
                "update_cache|update-cache",
                "cache_valid_time",
                "upgrade",
                "deb",
                "default_release|default-release",
                "install_recommends|install-recommends",
                "force",
                "purge",
                "autoremove",
                "autoclean",
                "clean",
                "only_upgrade",
                "allow_unauthenticated|allow-unauthenticated",
                "allow_downgrade|allow-downgrade|allow_downgrades|allow-downgrades",
                "allow_change_held_packages",
                "dpkg_options",
                "lock_timeout",
                "policy_rc_d",
                "fail_on_autoremove",
                "force_apt_get",
                "update_cache_retries",
                "update_cache_retry_max_delay");
    }

    /** {@code "$@"} are packages, with {@code =version} where one is wanted. Prints lines {@code name=value}. */
    private static final String SCRIPT = """
            command -v apt-get >/dev/null 2>&1 || { echo "no apt-get on this host" >&2; exit 1; }
            export DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical LC_ALL=C.UTF-8
            if [ -n "$policy" ] && [ ! -e /usr/sbin/policy-rc.d ] && [ "$check" != 1 ]; then
            printf '#!/bin/sh\\nexit %s\\n' "$policy" > /usr/sbin/policy-rc.d; chmod 0755 /usr/sbin/policy-rc.d; trap 'rm -f /usr/sbin/policy-rc.d' EXIT; fi
            get() { eval "apt-get -q -y -o DPkg::Lock::Timeout=$lock $options \\"\\$@\\"" 1>&2 || exit 1; }
            act() { [ "$check" = 1 ] || get "$@"; }
            refresh() { r=0; until (get update); do r=$((r + 1)); [ $r -lt $retries ] || exit 1; if [ $r -lt $pause ]; then sleep $r; else sleep $pause; fi; done; }
            state() { dpkg-query -W -f='${db:Status-Status} ${Version}\\n' -- "$1" 2>/dev/null | sed -n 's/^installed //p' | head -n 1; }
            stamp() { if [ -e /var/lib/apt/periodic/update-success-stamp ]; then stat -c %Y /var/lib/apt/periodic/update-success-stamp; else stat -c %Y /var/lib/apt/lists 2>/dev/null || echo 0; fi; }
            has() { n=${1%%=*}; v=; [ "$n" = "$1" ] || v=${1#*=}; s=$(state "$n"); [ -n "$s" ] || return 1
            case $v in '') return 0 ;; esac; case $s in $v) return 0 ;; esac; return 1; }
            if [ "$update" = 1 ] || [ "$valid" -gt 0 ]; then
            if [ $(( $(stamp) + valid )) -lt "$(date +%s)" ] || [ "$valid" = 0 ]; then
            [ "$check" = 1 ] || refresh; [ "$check" = 1 ] || touch /var/lib/apt/lists; echo cache_updated=1; fi; fi
            echo "cache_update_time=$(stamp)"
            if [ -n "$upgrade" ]; then
            if get -s "$upgrade" 2>&1 | grep -q '^Inst '; then echo changed=1; act "$upgrade"; fi; fi
            if [ -n "$deb" ]; then
            n=$(dpkg-deb -f "$deb" Package) && v=$(dpkg-deb -f "$deb" Version) || exit 1
            if [ "$(state "$n")" != "$v" ]; then echo changed=1; act install "$deb"; fi; fi
            todo=; for p in "$@"; do n=${p%%=*}; case $state in
            absent) if [ -n "$(state "$n")" ] || { [ -n "$purge" ] && dpkg-query -W -f='${db:Status-Status}' -- "$n" 2>/dev/null | grep -q config-files; }; then todo="$todo $n"; fi ;;
            *) if [ "$only" = 1 ] && [ -z "$(state "$n")" ]; then continue; fi
            case $state in present) has "$p" || todo="$todo $p" ;; latest) todo="$todo $p" ;; builddep) todo="$todo $p" ;; fixed) todo="$todo $p" ;; esac ;; esac; done
            if [ -n "$todo" ] || [ "$state" = fixed ]; then case $state in
            absent) echo changed=1; act remove $purge $autoremove $todo ;;
            builddep) echo changed=1; act build-dep $todo ;;
            latest) if [ "$only" = 1 ]; then set -- --only-upgrade; else set --; fi
            if [ "$check" = 1 ] || get -s install "$@" $recommends $todo 2>&1 | grep -qE '^(Inst|Conf) '; then
            plan=$(apt-get -s -q install "$@" $todo 2>/dev/null | grep -cE '^(Inst|Conf) '); [ "$plan" = 0 ] || { echo changed=1; act install "$@" $recommends $todo; }; fi ;;
            fixed) echo changed=1; act --fix-broken install $todo ;;
            *) echo changed=1; act install $recommends $todo ;; esac; fi
            if [ "$autoremove" = --auto-remove ] && [ $# = 0 ] && [ -z "$upgrade" ]; then
            if get -s autoremove 2>&1 | grep -q '^Remv '; then echo changed=1; act $purge autoremove; fi; fi
            [ "$autoclean" = 1 ] && act autoclean
            [ "$clean" = 1 ] && act clean
            exit 0
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String state = switch (args.choice(
                "state", "present", "present", "installed", "absent", "removed", "latest", "build-dep", "fixed")) {
            case "absent", "removed" -> "absent";
            case "latest" -> "latest";
            case "build-dep" -> "builddep";
            case "fixed" -> "fixed";
            default -> "present";
        };
        List<String> names = args.list("name");
        String packages = names.stream().map(name -> word(name)).collect(Collectors.joining(" "));
        ExecResult result = call.node().run(head(call, state) + "set -- " + packages + "\n" + SCRIPT);
        if (!result.ok()) {
            String[] said = result.err().strip().split("\n", -1);
            throw new ModuleException("apt cannot bring '" + String.join("', '", names) + "' to state " + state + ": "
                    + said[said.length - 1]);
        }
        Map<String, String> said = Http.pairs(result.out());
        boolean updated = said.containsKey("cache_updated");
        boolean onlyUpdate = names.isEmpty() && !args.has("deb") && !args.has("upgrade");
        return ModuleResult.of(said.containsKey("changed") || (updated && onlyUpdate))
                .with("cache_updated", updated)
                .with("cache_update_time", Long.valueOf(said.getOrDefault("cache_update_time", "0")));
    }

    private static String head(ModuleCall call, String state) {
        Args args = call.args();
        String upgrade = switch (args.choice("upgrade", "no", "no", "False", "yes", "True", "safe", "full", "dist")) {
            case "no", "False" -> "";
            case "full", "dist" -> "dist-upgrade";
            default -> "upgrade";
        };
        return "state=" + state + " check=" + bit(call.check()) + " update=" + flag(args, "update_cache") + " valid="
                + (long) args.number("cache_valid_time", 0) + " upgrade=" + upgrade + " deb="
                + args.text("deb").map(Paths::quoted).orElse("") + " only=" + flag(args, "only_upgrade") + " purge="
                + (args.flag("purge", false) ? "--purge" : "") + " autoremove="
                + (args.flag("autoremove", false) ? "--auto-remove" : "") + " autoclean=" + flag(args, "autoclean")
                + " clean=" + flag(args, "clean") + " lock=" + (long) args.number("lock_timeout", 60) + " policy="
                + args.text("policy_rc_d").map(one -> word(one)).orElse("") + " recommends=" + recommends(args)
                + " retries=" + (long) args.number("update_cache_retries", 5) + " pause="
                + (long) args.number("update_cache_retry_max_delay", 12) + " options=" + word(options(args)) + "\n";
    }

    private static String recommends(Args args) {
        return !args.has("install_recommends")
                ? ""
                : args.flag("install_recommends", true) ? "--install-recommends" : "--no-install-recommends";
    }

    private static String options(Args args) {
        StringBuilder options = new StringBuilder();
        for (String one :
                args.text("dpkg_options", "force-confdef,force-confold").split(",", -1)) {
            options.append(" -o Dpkg::Options::=--").append(word(one.strip()));
        }
        args.text("default_release").ifPresent(release -> options.append(" -t ").append(word(release)));
        boolean force = args.flag("force", false);
        options.append(force || args.flag("allow_unauthenticated", false) ? " --allow-unauthenticated" : "");
        options.append(force || args.flag("allow_downgrade", false) ? " --allow-downgrades" : "");
        options.append(force || args.flag("allow_change_held_packages", false) ? " --allow-change-held-packages" : "");
        options.append(args.flag("fail_on_autoremove", false) ? " --no-remove" : "");
        return options.toString();
    }

    private static String flag(Args args, String name) {
        return bit(args.flag(name, false));
    }

    private static String bit(boolean value) {
        return value ? "1" : "0";
    }
}
