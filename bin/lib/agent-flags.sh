# Sets flags: how the JVM runs the agent for the command among the arguments. Sourced; the bundle carries a copy.
# Commands that move data need the compiler's second stage, whose digests and ciphers are five times as fast; the
# others are over before it would start.
# shellcheck shell=sh disable=SC2034 # flags is for the sourcing script

flags='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx96m'
for word; do
    case $word in
    backup | restore | verify)
        flags='-XX:+UseSerialGC -XX:-UsePerfData -Xmx192m'
        break
        ;;
    esac
done
