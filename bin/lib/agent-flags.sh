# Sets flags, how the JVM runs the agent for the command among the arguments, and cache, the end of the name of its AOT
# cache. Sourced; the bundle carries a copy. Commands that are over in a moment have a cache of their own, because the JVM
# takes in all of a cache at its start.
# Those that ask the server share the cache of the commands that move data.
# Digests, ciphers and compression (but bzip2) are native code, so the compiler's first stage is enough for the rest and
# saves what the second one costs. Only where there is no libcrypto does the JVM compute digests and ciphers, and then
# commands that move data need it.
# shellcheck shell=sh disable=SC2034 # they are for the sourcing script

flags='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx96m'
cache=''
for word; do
    case $word in
    backup | restore | verify)
        flags='-XX:+UseSerialGC -XX:-UsePerfData -Xmx192m'
        cache=-data
        for library in /usr/lib/*/libcrypto.so.[13]* /usr/lib64/libcrypto.so.[13]*; do
            if [ -e "$library" ]; then
                flags="$flags -XX:TieredStopAtLevel=1"
                break
            fi
        done
        break
        ;;
    check | stanza-create | stanza-upgrade)
        cache=-data
        break
        ;;
    esac
done
