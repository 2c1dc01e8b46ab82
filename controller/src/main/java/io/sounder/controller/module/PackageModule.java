package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.List;
import java.util.stream.Collectors;

/** {@code package}, {@code apt}, {@code dnf}, {@code yum}: packages are installed or not. Check mode looks only. */
final class PackageModule implements Module {
    private final boolean any;

    /** @param any whether it takes the host's package manager, whichever that is */
    PackageModule(boolean any) {
        this.any = any;
    }

    @Override
    public ArgSpec spec() {
        return any
                ? ArgSpec.of(
                        "name|package|pkg!",
                        "state",
                        "update_cache|update-cache",
                        "use",
                        "purge",
                        "lock_timeout",
                        "install_recommends|install-recommends",
                        "cache_valid_time?",
                        "autoremove?",
                        "force?",
                        "allow_downgrade?",
                        "only_upgrade?")
                : ArgSpec.of(
                        "name|pkg",
                        "state",
                        "update_cache|expire-cache",
                        "list?",
                        "enablerepo",
                        "disablerepo",
                        "exclude",
                        "disable_gpg_check",
                        "skip_broken",
                        "nobest",
                        "allowerasing",
                        "allow_downgrade?",
                        "autoremove?",
                        "releasever",
                        "install_weak_deps",
                        "cacheonly",
                        "validate_certs",
                        "sslverify",
                        "lock_timeout",
                        "conf_file",
                        "installroot?",
                        "download_only?",
                        "download_dir?",
                        "update_only?",
                        "security?",
                        "bugfix?",
                        "disable_plugin",
                        "enable_plugin",
                        "disable_excludes",
                        "install_repoquery",
                        "use_backend");
    }

    private static final String SCRIPT = """
            if [ -n "$use" ]; then m=$use; elif command -v apt-get >/dev/null 2>&1; then m=apt; elif command -v dnf >/dev/null 2>&1; then m=dnf
            elif command -v yum >/dev/null 2>&1; then m=yum
            else echo "no package manager (apt-get, dnf, yum) on this host" >&2; exit 1; fi
            has() { case $m in
            apt) n=${1%%=*}; v=; [ "$n" = "$1" ] || v=${1#*=}
            s=$(dpkg-query -W -f='${db:Status-Status} ${Version}\\n' -- "$n" 2>/dev/null | grep '^installed ' | head -n 1)
            [ -n "$s" ] && { [ -z "$v" ] || case ${s#installed } in $v) true ;; *) false ;; esac; } ;;
            *) rpm -q --whatprovides -- "$1" >/dev/null 2>&1 ;; esac; }
            act() { [ "$check" = 1 ] || "$@" 1>&2 || exit 1; }
            export DEBIAN_FRONTEND=noninteractive
            if [ "$update" = 1 ]; then case $m in apt) act apt-get -q update ;; *) eval "act $m -q -y $options makecache" ;; esac; fi
            todo=; for p in "$@"; do case $state in
            present) has "$p" || todo="$todo $p" ;;
            absent) has "$p" && todo="$todo $p" ;;
            latest) todo="$todo $p" ;; esac; done
            [ -n "$todo" ] || exit 0
            before=$(for p in $todo; do dpkg-query -W -- "$p" 2>/dev/null || rpm -q "$p" 2>/dev/null; done)
            case $m.$state in
            apt.absent) act apt-get -q -y remove $purge $todo ;;
            apt.*) act apt-get -q -y $recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install $todo ;;
            *.absent) eval "act $m -q -y $options remove $todo" ;;
            *.latest) eval "act $m -q -y $options install $todo"; eval "act $m -q -y $options update $todo" ;;
            *) eval "act $m -q -y $options install $todo" ;;
            esac
            after=$(for p in $todo; do dpkg-query -W -- "$p" 2>/dev/null || rpm -q "$p" 2>/dev/null; done)
            if [ "$state" = latest ] && [ "$before" = "$after" ]; then exit 0; fi
            echo "changed=$todo"
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String state = switch (args.choice("state", "present", "present", "installed", "absent", "removed", "latest")) {
            case "present", "installed" -> "present";
            case "absent", "removed" -> "absent";
            default -> "latest";
        };
        List<String> names = args.list("name");
        String use = any ? args.choice("use", "auto", "auto", "apt", "dnf", "yum") : "auto";
        String head = "use=" + (use.equals("auto") ? "" : use) + " state=" + state + " check=" + (call.check() ? 1 : 0)
                + " update="
                + (args.flag("update_cache", false) ? 1 : 0) + " purge=" + (args.flag("purge", false) ? "--purge" : "")
                + " recommends="
                + (args.has("install_recommends") && !args.flag("install_recommends", true)
                        ? "--no-install-recommends"
                        : "")
                + " options=" + word(options(args)) + "\nset -- "
                + names.stream().map(name -> word(name)).collect(Collectors.joining(" ")) + "\n";
        ExecResult result = call.node().run(head + SCRIPT);
        if (!result.ok()) {
            String[] said = result.err().strip().split("\n", -1);
            throw new ModuleException("cannot bring packages '" + String.join("', '", names) + "' to state " + state
                    + ": " + said[said.length - 1]);
        }
        return ModuleResult.of(result.out().contains("changed=")).with("msg", "");
    }

    private static String options(Args args) {
        StringBuilder options = new StringBuilder();
        for (String name :
                java.util.List.of("enablerepo", "disablerepo", "exclude", "disable_plugin", "enable_plugin")) {
            if (args.has(name)) {
                options.append(" --")
                        .append(name.replace("_", ""))
                        .append('=')
                        .append(word(String.join(",", args.list(name))));
            }
        }
        for (String name : java.util.List.of("releasever", "disable_excludes")) {
            args.text(name)
                    .ifPresent(value -> options.append(" --")
                            .append(name.replace("_", ""))
                            .append('=')
                            .append(word(value)));
        }
        args.text("conf_file").ifPresent(file -> options.append(" -c ").append(word(file)));
        options.append(args.flag("disable_gpg_check", false) ? " --nogpgcheck" : "");
        options.append(args.flag("skip_broken", false) ? " --skip-broken" : "");
        options.append(args.flag("nobest", false) ? " --nobest" : "");
        options.append(args.flag("allowerasing", false) ? " --allowerasing" : "");
        options.append(args.flag("cacheonly", false) ? " --cacheonly" : "");
        options.append(args.flag("install_weak_deps", true) ? "" : " --setopt=install_weak_deps=False");
        options.append(
                args.flag("validate_certs", true) && args.flag("sslverify", true) ? "" : " --setopt=sslverify=False");
        return options.toString();
    }
}
