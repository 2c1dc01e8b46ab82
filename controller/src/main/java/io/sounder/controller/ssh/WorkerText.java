package io.sounder.controller.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What runs on a node: a resident shell that is given one script after the other, and what asks for its work when the
 * link broke. A resident shell keeps a folder of its own, {@code .sounder-<id>} in memory or among temporary files. A file in it,
 * named by the number of a script, marks the script's start: who makes it decides, so a script that was asked for before
 * it started does not start any more; it takes the exit code at the end. Results lie there until the next script or the end of the shell.
 */
final class WorkerText {
    /** How many bytes of each output are kept. */
    static final int LIMIT = 16 << 20;

    /** Scripts of so many characters are read line by line. */
    private static final int SHORT = 4096;

    /**
     * How long the last result stays on a node whose link is gone: longer than the controller takes to notice that, and to
     * give its tries to reach the node up.
     */
    private static final Duration KEPT = Duration.ofMinutes(3);

    private static final String PLACES = "/dev/shm /tmp \"$HOME\"";

    private static final String WORKER = """
            _d= _ran=
            for _b in PLACES; do
            if (umask 077; mkdir "$_b/.sounder-$_id") 2>/dev/null; then _d=$_b/.sounder-$_id; break; fi
            [ ! -d "$_b/.sounder-$_id" ] || exit 1
            done
            [ -n "$_d" ] || { echo "no room for results in /dev/shm, /tmp and '$HOME'" >&2; exit 1; }
            _part() { (sleep "$_kept"; rm -rf -- "$_d") >/dev/null 2>&1 </dev/null & exit 1; }
            _end() { rm -rf -- "$_d"; exit "$1"; }
            _take() {
            _x=
            while IFS= read -r _l; do
            [ "$_l" != "#$_id" ] || return 0
            _x=$_x$_l'
            '
            done
            return 1
            }
            _script() { (trap - PIPE; set --; eval "$_t"); }
            echo $$ >"$_d/born" || _end 1
            trap '' PIPE
            echo "--worker-$_id $$"
            while IFS=' ' read -r _v _n _s _i _m; do
            [ "$_v" = run ] || _end 0
            if [ -n "$_ran" ]; then
            for _c in /etc/passwd /etc/group /etc/environment /etc/login.defs /etc/security/limits.conf /etc/security/limits.d; do
            [ "$_c" -nt "$_d/born" ] && { echo "stale $_n"; _end 0; }
            done
            fi
            [ $((_n % 16)) -ne 0 ] || rm -f -- "$_d"/*.*
            _in=/dev/null
            if [ "$_s" = 0 ]; then
            _take || _part
            _t=$_x
            else
            _t=$(head -c "$_s")
            case $_t in *"#$_id") ;; *) _part ;; esac
            fi
            _o=$_d/$_n
            case $_i in
            -) ;;
            rest) _in= ;;
            text)
            _in=$_o.in
            _take || _part
            printf %s "${_x%?}" 2>/dev/null >"$_in" || { echo "room $_n $_d"; _end 1; } ;;
            *)
            _in=$_o.in
            head -c "$_i" 2>/dev/null >"$_in" || { echo "room $_n $_d"; _end 1; }
            read -r _l || _part ;;
            esac
            set -C
            if ! true 2>/dev/null >"$_o"; then [ ! -e "$_o" ] || _part; echo "room $_n $_d"; _end 1; fi
            set +C
            _ran=1
            if [ "$_m" = direct ]; then
            echo "direct $_n"
            if [ -n "$_in" ]; then _script <"$_in"; else _script; fi
            _end $?
            fi
            if [ -n "$_in" ]; then _script <"$_in" >"$_o.out" 2>"$_o.err"; else _script >"$_o.out" 2>"$_o.err"; fi
            _c=$?
            if ! echo "$_c ." 2>/dev/null >"$_o"; then echo "full $_n $_d"; _end 1; fi
            echo "end $_n $_c"
            [ ! -s "$_o.out" ] || cat "$_o.out"
            echo "
            --cut-$_id"
            [ ! -s "$_o.err" ] || cat "$_o.err"
            echo "
            --cut-$_id"
            [ "$_i" != rest ] || _end 0
            done
            [ -n "$_ran" ] || _end 0
            _part
            """.replace("PLACES", PLACES);

    private static final String INQUIRY = """
            d=
            for b in PLACES; do
            if [ -z "$greeted" ]; then (umask 077; mkdir "$b/.sounder-$id") 2>/dev/null; fi
            if [ -d "$b/.sounder-$id" ]; then d=$b/.sounder-$id; break; fi
            done
            [ -n "$d" ] || { echo gone; exit 0; }
            if (set -C; true 2>/dev/null >"$d/$n"); then
            echo never
            (sleep "$kept"; rm -rf -- "$d") >/dev/null 2>&1 </dev/null &
            exit 0
            fi
            [ -e "$d/$n" ] || { echo gone; exit 0; }
            read -r pid <"$d/born"
            ended() { [ -s "$d/$n" ] && read -r c dot <"$d/$n" && [ "$dot" = . ]; }
            w=0
            until ended; do
            if ! kill -0 "$pid" 2>/dev/null; then ended || c=dead; break; fi
            w=$((w + 1)); [ $w -lt 100 ] || { echo running; exit 0; }
            sleep 0.1
            done
            echo "end $n $c"
            cat "$d/$n.out"; echo "
            --cut-$id"
            cat "$d/$n.err"; echo "
            --cut-$id"
            rm -rf -- "$d"
            """.replace("PLACES", PLACES);

    private static final String END = """
            for b in PLACES; do
            [ -d "$b/.sounder-$id" ] || continue
            read -r pid <"$b/.sounder-$id/born"
            if read -r s <"/proc/$pid/stat"; then set -- ${s##*) }; kill -s KILL -- "-$3" || kill -s KILL "$pid"; fi 2>/dev/null
            rm -rf -- "$b/.sounder-$id"
            done
            """.replace("PLACES", PLACES);

    private WorkerText() {}

    /** What the resident shell says when it is there, before its process number. */
    static String greeting(String id) {
        return "--worker-" + id + " ";
    }

    /** What follows each output of a script. */
    static String cut(String id) {
        return "\n--cut-" + id + "\n";
    }

    /**
     * The resident shell. Orders are lines {@code run <number> <size> <input> <output>}, each followed by the script, and by
     * its input and a line end if that is a number of bytes; {@code rest} gives the script all that follows. Short scripts
     * (size 0) and inputs ({@code text}) are read line by line, up to the line that ends them: each program that is started
     * would cost more than that. Answers are lines {@code end <number> <code>} followed by both outputs; with the output {@code direct}, what
     * follows the line {@code direct} is the script's, and the exit code is the shell's own. After {@code rest} and
     * {@code direct} the shell ends. One whose user or groups may have changed says {@code stale} and ends.
     */
    static String worker(String id) {
        return worker(id, KEPT);
    }

    /** @param kept how long the last result stays when the link is gone */
    static String worker(String id, Duration kept) {
        return "_id=" + id + " _kept=" + kept.toSeconds() + "\n" + WORKER;
    }

    /** One order with its script and what of the input belongs to it. */
    static byte[] order(String id, int number, Order order) {
        String end = "\n#" + id;
        byte[] script = (order.request().script() + end).getBytes(StandardCharsets.UTF_8);
        byte[] input = order.whole() ? order.start() : new byte[0];
        boolean brief = script.length <= SHORT;
        boolean text = order.whole() && input.length > 0 && input.length <= SHORT && plain(input);
        String word = !order.whole() ? "rest" : input.length == 0 ? "-" : text ? "text" : String.valueOf(input.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("run " + number + " " + (brief ? 0 : script.length) + " " + word + " "
                        + (order.direct() ? "direct" : "kept") + "\n")
                .getBytes(StandardCharsets.UTF_8));
        all.writeBytes(script);
        all.writeBytes((brief ? "\n" : "").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(input);
        all.writeBytes((text ? end + "\n" : input.length > 0 ? "\n" : "").getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }

    /** Whether every shell reads it line by line as it is. */
    private static boolean plain(byte[] bytes) {
        for (byte one : bytes) {
            if (one != '\n' && one != '\t' && (one < ' ' || one > '~')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Asks what became of a script: {@code never} if it did not start and never will, {@code gone} if the node does not
     * remember it, {@code running} if it runs for some seconds more, else its result as the resident shell would have told
     * it. The code is {@code dead} if the resident shell was killed.
     *
     * @param greeted whether the resident shell is known to have made its folder
     */
    static String inquiry(String id, int number, boolean greeted) {
        return "id=" + id + " n=" + number + " greeted=" + (greeted ? "1" : "") + " kept=" + KEPT.toSeconds() + "\n"
                + INQUIRY;
    }

    /** Kills a resident shell with all that it started, and removes its folder. */
    static String end(String id) {
        return "id=" + id + "\n" + END;
    }
}
