# Turns measurements (side|figure|wall|user|system|kilobytes) of the controller into medians and ratios.

function median(key,   i, j, n, swap) {
    n = count[key]
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && values[key, j - 1] > values[key, j]; j--) {
            swap = values[key, j]
            values[key, j] = values[key, j - 1]
            values[key, j - 1] = swap
        }
    return n % 2 ? values[key, (n + 1) / 2] : (values[key, n / 2] + values[key, n / 2 + 1]) / 2
}

function shown(key, places) {
    return count[key] ? sprintf("%9." places "f", median(key)) : sprintf("%9s", "-")
}

# A figure of both sides; the limit is a ratio.
function pair(figure, title, limit,   ratio, theirs, ours, verdict) {
    theirs = "ansible" SUBSEP figure SUBSEP "wall"
    ours = "sounder" SUBSEP figure SUBSEP "wall"
    ratio = count[theirs] && count[ours] ? median(ours) / median(theirs) : ""
    verdict = ratio == "" || limit == "" ? "" : (ratio <= limit ? "ok" : "OVER")
    if (output == "json")
        add(sprintf("{\"figure\":\"%s\",\"ansible\":%s,\"sounder\":%s,\"ratio\":%s,\"limit\":%s}", figure, \
            count[theirs] ? median(theirs) : "null", count[ours] ? median(ours) : "null", \
            ratio == "" ? "null" : sprintf("%.3f", ratio), limit == "" ? "null" : limit))
    else
        printf "%-22s%s%s%8s%6s %s\n", title, shown(theirs, 2), shown(ours, 2), \
            ratio == "" ? "-" : sprintf("%.3f", ratio), limit, verdict
}

function add(text) {
    json = json (json ? "," : "") text
}

{
    key = $1 SUBSEP $2 SUBSEP "wall"
    values[key, ++count[key]] = $3 + 0
    if (!seen[$2]++)
        order[++figures] = $2
    if ($6 / 1024 > peak[$2])
        peak[$2] = $6 / 1024
}

END {
    if (output != "json") {
        printf "%s rounds, medians of wall seconds\n\n", rounds
        printf "%-22s%9s%9s%8s%6s\n", "./pgsql.yml -t pg_backup", "ansible", "sounder", "ratio", "limit"
    }
    for (i = 1; i <= figures; i++) {
        split(order[i], part, "-")
        if (part[1] == "many")
            continue
        title = (part[1] == "first" ? "first run, " : "nothing to do, ") part[2] (part[2] == 1 ? " host" : " hosts")
        pair(order[i], title, part[2] == 1 ? 0.2 : part[2] == 20 ? 0.1 : "")
    }
    for (i = 1; i <= figures; i++) {
        split(order[i], part, "-")
        if (part[1] != "many")
            continue
        key = "sounder" SUBSEP order[i] SUBSEP "wall"
        if (output == "json")
            add(sprintf("{\"figure\":\"%s\",\"wall\":%s,\"per_host_ms\":%.1f,\"memory_mb\":%.0f,\"memory_limit_mb\":512}", \
                order[i], median(key), median(key) * 1000 / part[2], peak[order[i]]))
        else
            printf "%-22s%9s%9.2f  %.1f ms a host, peak %.0f MB (limit 512)\n", "4 tasks, " part[2] " hosts", "", \
                median(key), median(key) * 1000 / part[2], peak[order[i]]
    }
    if (output == "json")
        printf "{\"suite\":\"controller\",\"rounds\":%s,\"figures\":[%s]}\n", rounds, json
}
