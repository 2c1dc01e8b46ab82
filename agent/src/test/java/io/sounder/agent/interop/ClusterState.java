package io.sounder.agent.interop;

import io.sounder.agent.testing.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stopped cluster at one moment.
 *
 * @param server major version of PostgreSQL
 * @param data its data folder; the tablespace and the linked files lie beside it
 * @param tree what a restore must give
 * @param answers what a server on it answers, by query
 */
record ClusterState(int server, Path data, Tree tree, Map<String, String> answers) {
    /** The name of a link in the data folder to a folder elsewhere. */
    static final String LINKED_FOLDER = "linked";
    /** The name of a link in the data folder to a file elsewhere. */
    static final String LINKED_FILE = "pg_hba.conf";

    /** Asks a running server. */
    static Map<String, String> ask(EmbeddedPostgres server) {
        Map<String, String> answers = new TreeMap<>();
        String tables = server.query(
                "select string_agg(relname, ' ' order by relname) from pg_stat_user_tables where schemaname = 'public'");
        answers.put("tables", tables);
        for (String table : tables.split(" ", -1)) {
            answers.put(
                    table,
                    server.query("select count(*) || ', ' || coalesce(sum(hashtext(t::text)::bigint), 0) from " + table
                            + " t"));
        }
        return answers;
    }
}
