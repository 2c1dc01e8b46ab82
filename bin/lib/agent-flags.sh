# Sets flags: how the JVM runs the agent for the command among the arguments. Sourced; the bundle carries a copy.
# Digests and compression are native code, so the compiler's first stage is enough for the rest and saves what the second
# one costs. Only where there is no libcrypto does the JVM compute the digests, and then commands that move data need it.
# shellcheck shell=sh disable=SC2034 # flags is for the sourcing script

flags='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx96m'
for word; do
    case $word in
    backup | restore | verify)
        flags='-XX:+UseSerialGC -XX:-UsePerfData -Xmx192m'
        for library in /usr/lib/*/libcrypto.so.[13]* /usr/lib64/libcrypto.so.[13]*; do
            if [ -e "$library" ]; then
                flags="$flags -XX:TieredStopAtLevel=1"
                break
            fi
        done
        break
        ;;
    esac
done
