package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.List;
import java.util.stream.Collectors;

/** {@code package}, {@code apt}, {@code dnf}, {@code yum}: packages are installed or not. Check mode looks only. */
final class PackageModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "name|package|pkg",
                "state",
                "update_cache|update-cache",
                "cache_valid_time?",
                "install_recommends|install-recommends",
                "purge",
                "autoremove?",
                "use?",
                "force?",
                "allow_downgrade?",
                "lock_timeout",
                "only_upgrade?",
                "policy_rc_d?",
                "deb");
    }

    private static final String SCRIPT = """
            if command -v apt-get >/dev/null 2>&1; then m=apt; elif command -v dnf >/dev/null 2>&1; then m=dnf
            elif command -v yum >/dev/null 2>&1; then m=yum
            else echo "no package manager (apt-get, dnf, yum) on this host" >&2; exit 1; fi
            has() { case $m in
            apt) n=${1%%=*}; v=; [ "$n" = "$1" ] || v=${1#*=}
            s=$(dpkg-query -W -f='${db:Status-Status} ${Version}\\n' -- "$n" 2>/dev/null | grep '^installed ' | head -n 1)
            [ -n "$s" ] && { [ -z "$v" ] || case ${s#installed } in $v) true ;; *) false ;; esac; } ;;
            *) rpm -q --whatprovides -- "$1" >/dev/null 2>&1 ;; esac; }
            act() { [ "$check" = 1 ] || "$@" 1>&2 || exit 1; }
            export DEBIAN_FRONTEND=noninteractive
            if [ "$update" = 1 ]; then case $m in apt) act apt-get -q update ;; *) act $m -q -y makecache ;; esac; fi
            todo=; for p in "$@"; do case $state in
            present) has "$p" || todo="$todo $p" ;;
            absent) has "$p" && todo="$todo $p" ;;
            latest) todo="$todo $p" ;; esac; done
            [ -n "$todo" ] || exit 0
            before=$(for p in $todo; do dpkg-query -W -- "$p" 2>/dev/null || rpm -q "$p" 2>/dev/null; done)
            case $m.$state in
            apt.absent) act apt-get -q -y remove $purge $todo ;;
            apt.*) act apt-get -q -y $recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install $todo ;;
            *.absent) act $m -q -y remove $todo ;;
            *.latest) act $m -q -y install $todo; act $m -q -y update $todo ;;
            *) act $m -q -y install $todo ;;
            esac
            after=$(for p in $todo; do dpkg-query -W -- "$p" 2>/dev/null || rpm -q "$p" 2>/dev/null; done)
            if [ "$state" = latest ] && [ "$before" = "$after" ]; then exit 0; fi
            echo "changed=$todo"
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        if (args.has("deb")) {
            throw new ModuleException("deb is not supported: give name");
        }
        String state = switch (args.choice("state", "present", "present", "installed", "absent", "removed", "latest")) {
            case "present", "installed" -> "present";
            case "absent", "removed" -> "absent";
            default -> "latest";
        };
        List<String> names = args.list("name");
        String head = "state=" + state + " check=" + (call.check() ? 1 : 0) + " update="
                + (args.flag("update_cache", false) ? 1 : 0) + " purge=" + (args.flag("purge", false) ? "--purge" : "")
                + " recommends="
                + (args.has("install_recommends") && !args.flag("install_recommends", true)
                        ? "--no-install-recommends"
                        : "")
                + "\nset -- " + names.stream().map(name -> word(name)).collect(Collectors.joining(" ")) + "\n";
        ExecResult result = call.node().run(head + SCRIPT);
        if (!result.ok()) {
            String[] said = result.err().strip().split("\n", -1);
            throw new ModuleException("cannot bring packages '" + String.join("', '", names) + "' to state " + state
                    + ": " + said[said.length - 1]);
        }
        return ModuleResult.of(result.out().contains("changed=")).with("msg", "");
    }
}
