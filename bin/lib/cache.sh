# Finding a folder of this user for what is built or downloaded outside the checkout. Sourced.
# shellcheck shell=sh

# find_cache: sets cache, or says what is wrong and returns 1.
find_cache() {
    for cache_parent in "${XDG_CACHE_HOME:-}" "${HOME:+$HOME/.cache}"; do
        case $cache_parent in
        /*) ;;
        *) continue ;;
        esac
        # Not in another user's home: sudo may have left HOME as it was.
        [ "$cache_parent" != "${HOME:-}/.cache" ] || [ -O "$HOME" ] || continue
        cache=$cache_parent/sounder
        if mkdir -p -- "$cache" 2>/dev/null && [ -O "$cache" ] && [ -w "$cache" ]; then
            return 0
        fi
    done
    cache=${TMPDIR:-/tmp}/sounder-$(id -u)
    mkdir -m 0700 -- "$cache" 2>/dev/null || :
    # Anybody may have made this name first: only a real folder, ours and closed to others, will do.
    if [ ! -h "$cache" ] && [ -d "$cache" ] && [ -O "$cache" ] && [ "$(stat -c %a -- "$cache")" = 700 ]; then
        return 0
    fi
    echo "sounder: no folder for built files: '$cache' is not ours alone, set XDG_CACHE_HOME to a folder of yours" >&2
    return 1
}
