# What a module's jar is made of, and whether a build of it is still fresh. Sourced, with $root and $module set.
# shellcheck shell=sh disable=SC2154,SC2034 # set by, and for, the script that sources this

# Everything that decides what a build of the module does, relative to $root; the agent's goes on in its bundle.
sources="pom.xml .mvn $module/pom.xml $module/src/main bin/lib/RaiseClasses.java bin/lib/train-$module"
case $module in
agent) sources="$sources bin/bundle bin/lib/bundle bin/lib/agent-flags.sh bin/lib/RehearsedServer.java" ;;
esac

# fresh STORE: true when the build there is newer than all its sources; sets build (its id) and jar.
# The change time is compared, not the modification time: copying an older file over a source moves only the former.
fresh() {
    [ -r "$1/stamp" ] && read -r build <"$1/stamp" || return 1
    jar=$1/sounder-$module-$build.jar
    [ -r "$jar" ] || return 1
    # shellcheck disable=SC2086 # a list of words
    [ -z "$(cd "$root" && find $sources -cnewer "$1/stamp" -print -quit 2>&1)" ]
}
