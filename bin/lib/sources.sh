# What a module's jar is made of, and whether a build of it is still fresh. Sourced, with $root and $module set.
# shellcheck shell=sh disable=SC2154,SC2034 # set by the script that sources this

# fresh STORE: true when the build there is newer than all its sources; sets build (its id) and jar.
# The change time is compared, not the modification time: copying an older file over a source moves only the former.
fresh() {
    [ -r "$1/stamp" ] && read -r build <"$1/stamp" || return 1
    jar=$1/sounder-$module-$build.jar
    [ -r "$jar" ] || return 1
    [ -z "$(cd "$root" && find pom.xml .mvn "$module/pom.xml" "$module/src/main" \
        -cnewer "$1/stamp" -print -quit 2>&1)" ]
}
