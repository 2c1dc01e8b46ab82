# Turns measurements (side|figure|wall|user|system|kilobytes) into minimum, median and maximum of each figure.

function note(side, figure, value,   key) {
    key = side SUBSEP figure
    values[key, ++count[key]] = value
}

# Sorts the values of a key and sets low, middle and high.
function summarize(key,   i, j, n, swap) {
    n = count[key]
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && values[key, j - 1] > values[key, j]; j--) {
            swap = values[key, j]
            values[key, j] = values[key, j - 1]
            values[key, j - 1] = swap
        }
    low = values[key, 1]
    high = values[key, n]
    middle = n % 2 ? values[key, (n + 1) / 2] : (values[key, n / 2] + values[key, n / 2 + 1]) / 2
}

function columns(key, places) {
    if (!count[key])
        return sprintf("%8s%8s%8s", "-", "-", "-")
    summarize(key)
    return sprintf("%8." places "f%8." places "f%8." places "f", low, middle, high)
}

function object(key) {
    if (!count[key])
        return "null"
    summarize(key)
    return sprintf("{\"min\":%.3f,\"median\":%.3f,\"max\":%.3f}", low, middle, high)
}

# The part of Sounder that has a limit: a ratio to the original's median ("x") or a value of its own.
function line(figure, title, unit, places, limit, relative,   ours, theirs, ratio, reached) {
    if (!count["sounder", figure] && !count["original", figure])
        return
    ratio = ""
    if (count["sounder", figure] && count["original", figure]) {
        summarize("original" SUBSEP figure)
        theirs = middle
        summarize("sounder" SUBSEP figure)
        ratio = theirs ? middle / theirs : ""
    }
    if (count["sounder", figure]) {
        summarize("sounder" SUBSEP figure)
        ours = relative ? ratio : middle
    }
    reached = limit == "" || ours == "" ? "" : (ours + 0 <= limit + 0 ? "ok" : "OVER")
    if (output == "json") {
        json = json (json ? "," : "") sprintf("{\"figure\":\"%s\",\"unit\":\"%s\",\"original\":%s,\"sounder\":%s,\"ratio\":%s,\"limit\":%s,\"limit_is_ratio\":%s,\"reached\":%s}", \
            figure, unit, object("original" SUBSEP figure), object("sounder" SUBSEP figure), \
            ratio == "" ? "null" : sprintf("%.3f", ratio), limit == "" ? "null" : limit, relative ? "true" : "false", \
            reached == "" ? "null" : (reached == "ok" ? "true" : "false"))
        return
    }
    printf "%-13s%s%s%6s %s\n", title " " unit, columns("original" SUBSEP figure, places), \
        columns("sounder" SUBSEP figure, places), ratio == "" ? "" : sprintf("%.2f", ratio), \
        limit == "" ? "" : sprintf("%-4s %s", (relative ? "x" : "") limit, reached)
}

{
    note($1, $2 "-wall", $3 + 0)
    note($1, $2 "-cpu", $4 + $5)
    note($1, $2 "-memory", $6 / 1024)
}

END {
    if (output != "json") {
        printf "%s GB, lz4%s, process-max=2, %s rounds\n\n", size, \
            (suite == "engine" ? ", bundles and blocks" : ""), rounds
        printf "%-13s%24s%24s\n", "", "original", "Sounder"
        printf "%-13s%8s%8s%8s%8s%8s%8s%6s %s\n", "", "min", "median", "max", "min", "median", "max", "ratio", "limit"
    }
    if (suite == "engine") {
        line("backup-wall", "full", "s", 2, "0.9", 1)
        line("backup-cpu", "  CPU", "s", 2, "1.0", 1)
        line("backup-memory", "  memory", "MB", 0, "300", 0)
        line("incr-wall", "incremental", "s", 2, "0.7", 1)
        line("incr-cpu", "  CPU", "s", 2, "", 1)
        line("incr-memory", "  memory", "MB", 0, "300", 0)
        line("restore-wall", "restore", "s", 2, "0.8", 1)
        line("restore-cpu", "  CPU", "s", 2, "", 1)
        line("restore-memory", "  memory", "MB", 0, "300", 0)
        line("delta-wall", "delta", "s", 2, "0.8", 1)
        line("delta-cpu", "  CPU", "s", 2, "", 1)
        line("delta-memory", "  memory", "MB", 0, "300", 0)
        line("verify-wall", "verify", "s", 2, "1.0", 1)
        line("verify-cpu", "  CPU", "s", 2, "", 1)
        line("verify-memory", "  memory", "MB", 0, "300", 0)
        line("files-wall", "many files", "s", 2, "0.8", 1)
        line("files-cpu", "  CPU", "s", 2, "", 1)
        line("files-memory", "  memory", "MB", 0, "300", 0)
    } else {
        line("backup-wall", "backup", "s", 2, "1.0", 1)
        line("backup-cpu", "  CPU", "s", 2, "1.5", 1)
        line("backup-memory", "  memory", "MB", 0, "300", 0)
        line("restore-wall", "restore", "s", 2, "1.0", 1)
        line("restore-cpu", "  CPU", "s", 2, "1.5", 1)
        line("restore-memory", "  memory", "MB", 0, "300", 0)
        line("info-wall", "info", "s", 2, "0.15", 0)
        line("info-memory", "  memory", "MB", 0, "", 0)
        line("tags-wall", "list tags", "s", 2, "0.6", 0)
        line("tags-memory", "  memory", "MB", 0, "", 0)
    }
    if (output == "json")
        printf "{\"suite\":\"%s\",\"size_gb\":%s,\"files\":%s,\"rounds\":%s,\"figures\":[%s]}\n", suite, size, files, rounds, json
}
