# What the demo prints: headings, commands, how long they took. Sourced.
# shellcheck shell=sh disable=SC2154 # demo comes from the sourcing script

step='' step_number=0 finished=no
if [ -t 1 ]; then bold=$(printf '\033[1m') faint=$(printf '\033[2m') plain=$(printf '\033[0m'); else bold='' faint='' plain=''; fi

say() { printf '%s\n' "$*"; }

fail() {
    echo "demo: $*" >&2
    exit 1
}

seconds() { date +%s; }

# heading TEXT: begins the next step.
heading() {
    step=$1
    step_number=$((step_number + 1))
    printf '\n%s%d. %s%s\n' "$bold" "$step_number" "$1" "$plain"
}

# shown FILTER NAME COMMAND…: runs a command with its whole output in the log NAME; FILTER prints what matters of it, line
# by line as it comes. Prints the time it took.
shown() {
    filter=$1
    log=$demo/log/$2
    shift 2
    began=$(seconds)
    { "$@" 2>&1 </dev/null && echo 0 >"$log.status" || echo $? >"$log.status"; } | tee "$log" | "$filter"
    printf '   %s%d s%s\n' "$faint" "$(($(seconds) - began))" "$plain"
    [ "$(cat "$log.status")" = 0 ] && return
    [ "$filter" = all_lines ] || tail -n 20 "$log" >&2
    return 1
}

# typed WORD…: prints a command as one would type it.
typed() {
    printf '   %s$' "$faint"
    for word in "$@"; do case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac done
    printf '%s\n' "$plain"
}

all_lines() { sed 's/^/   /'; }

no_lines() { cat >/dev/null; }

# What a backup says in the end.
results_only() {
    while IFS= read -r line; do
        case $line in
        *pg-backup:* | *'new backup label'* | *'backup size ='* | *ERROR* | *WARN*) say "   $line" ;;
        esac
    done
}

# Prints of a playbook's output what it changed and how it ended, line by line as it comes.
changes_only() {
    task=''
    while IFS= read -r line; do
        case $line in
        'TASK ['*)
            task=${line#TASK [}
            task=${task%%]*}
            ;;
        changed:*)
            [ -z "$task" ] || say "   changed   $task"
            task=''
            ;;
        fatal:* | failed:*) say "   $line" ;;
        *' : ok='*) say "   $line" ;;
        esac
    done
}

# finish STATUS: what happens whenever the demo ends.
finish() {
    trap - EXIT INT TERM HUP
    [ "$finished" = no ] || exit 0
    if [ -n "$step" ]; then
        echo "demo: step $step_number, '$step', failed; the reason is above" >&2
        if [ "${SOUNDER_DEMO_KEEP:-no}" = yes ]; then
            echo "demo: '$demo' is kept as it is, its logs are in '$demo/log'; bin/demo stop removes it" >&2
        else
            remove_scratch && echo "demo: everything was stopped and removed again; SOUNDER_DEMO_KEEP=yes keeps it for a look" >&2
        fi
    fi
    exit "$1"
}
