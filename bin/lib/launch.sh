# Starts the jar of a module, after building it when it is missing or stale. Sourced, with root (the checkout), module,
# main (the class), flags (of the JVM) and, where a module has several, cache (the end of its AOT cache's name) set; the
# positional parameters are the program's arguments.
#
# The AOT cache is named by the build id of the jar and by the JDK: the JVM itself would run the old code of a left-over
# cache without a word. Its log goes to stderr, because it would otherwise land in the output of the command.
# shellcheck shell=sh disable=SC2154 # root, self, module, main and flags come from the sourcing script

. "$root/bin/lib/jdk.sh"
. "$root/bin/lib/sources.sh"
find_jdk || exit 1

store=$root/$module/target/launch
if ! fresh "$store"; then
    store=$("$root/bin/lib/build" "$module") || exit 1
    read -r build <"$store/stamp"
    jar=$store/sounder-$module-$build.jar
fi
aot=$store/sounder-$module-$build-$jdk_version${cache:-}.aot
if [ ! -r "$aot" ] && [ -w "$store" ] && [ ! -e "$store/sounder-$module-$build-$jdk_version.aot.failed" ]; then
    "$root/bin/lib/build" "$module" >/dev/null || exit 1
fi
# How others can start the program: as it was started now, links and all, because links outlive a version.
case $0 in
/*) command=$0 ;;
*/*) command=$PWD/$0 ;;
*) command=$self ;;
esac
set -- "-Dsounder.command=$command" -cp "$jar" "$main" "$@"
if [ -r "$aot" ]; then
    set -- "-XX:AOTCache=$aot" "$@"
fi
# shellcheck disable=SC2086 # flags is a list of words
exec "$jdk/bin/java" -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED $flags "$@"
