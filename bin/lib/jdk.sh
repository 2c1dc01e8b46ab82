# Finding a JDK. Sourced; uses builtins wherever it can, because every start of the agent passes here.
# shellcheck shell=sh disable=SC2034 # set for the script that sources this

# jdk_at FOLDER: true when a JDK 25 or newer lies there; sets jdk (the folder) and jdk_version (names its AOT caches).
jdk_at() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_number='' jdk_version=''
    while IFS='=' read -r release_key release_value; do
        release_value=${release_value#\"}
        release_value=${release_value%\"}
        case $release_key in
        JAVA_VERSION) jdk_number=${release_value%%[!0-9]*} ;;
        IMPLEMENTOR_VERSION) jdk_version=$release_value ;;
        JAVA_RUNTIME_VERSION) jdk_version=${jdk_version:-$release_value} ;;
        esac
    done <"$1/release"
    case $jdk_version in
    '' | *[!A-Za-z0-9.+_-]*) jdk_version=$jdk_number ;;
    esac
    [ "${jdk_number:-0}" -ge 25 ] || return 1
    jdk=$1
}

# find_jdk: sets jdk and jdk_version, or says what to install and returns 1.
find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && jdk_at "$JAVA_HOME"; then
        return 0
    fi
    if java_on_path=$(command -v java); then
        java_on_path=$(readlink -f -- "$java_on_path")
        if jdk_at "${java_on_path%/bin/java}"; then
            return 0
        fi
    fi
    for jdk_candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /opt/* /opt/*/* \
        "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
        if jdk_at "$jdk_candidate"; then
            return 0
        fi
    done
    echo 'sounder: no JDK 25 found: install one (packages openjdk-25-jdk or temurin-25-jdk) or set JAVA_HOME to it' >&2
    return 1
}
