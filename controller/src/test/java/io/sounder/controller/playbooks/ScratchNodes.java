package io.sounder.controller.playbooks;

import io.sounder.controller.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Two hosts, {@code meta-1} with cluster {@code pg-meta} and {@code meta2-1} with {@code pg-meta2}: both are this machine,
 * reached over SSH, each with a file system layout of its own below one folder.
 */
final class ScratchNodes implements AutoCloseable {
    static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    static final Path PGBACKREST = Path.of("/usr/bin/pgbackrest");

    private final Path folder;
    private final Sshd sshd;
    private final Path pgbackrest;

    private ScratchNodes(Path folder, Sshd sshd, Path pgbackrest) {
        this.folder = folder;
        this.sshd = sshd;
        this.pgbackrest = pgbackrest;
    }

    static boolean haveServers() {
        return Sshd.isInstalled() && Files.isExecutable(PROGRAMS.resolve("psql"));
    }

    /** Nodes that have the original agent. */
    static ScratchNodes withTheOriginal() throws IOException {
        return make(PGBACKREST, "sounder_agent_enabled: false");
    }

    /** Nodes that get our agent from the playbooks, below their folder. */
    static ScratchNodes withOurAgent(Path bundle) throws IOException {
        return make(Path.of("bin/pgbackrest"), "sounder_agent_bundle: " + bundle);
    }

    private static ScratchNodes make(Path pgbackrest, String agent) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "nodes");
        open(folder);
        Path keys = Files.createDirectory(folder.resolve("ssh"));
        Sshd sshd = Sshd.start(keys);
        ScratchNodes nodes = new ScratchNodes(folder, sshd, folder.resolve(pgbackrest));
        nodes.ownedByServer("backups");
        for (String host : List.of("meta", "meta2")) {
            open(Files.createDirectory(folder.resolve(host)));
            nodes.ownedByServer(host + "/data");
            nodes.ownedByServer(host + "/etc");
        }
        nodes.writeInventory(agent);
        return nodes;
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void ownedByServer(String name) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        open(made);
        if (Sshd.isRoot()) {
            Finished.running(List.of("chown", user() + ":" + user(), made.toString()))
                    .orFail();
        }
    }

    /** The user that runs PostgreSQL. */
    static String user() {
        return Sshd.isRoot() ? "postgres" : System.getProperty("user.name");
    }

    private void writeInventory(String agent) throws IOException {
        Files.writeString(
                folder.resolve("inventory.yml"),
                """
                all:
                  children:
                    pg-meta:
                      hosts: { meta-1: { pg_seq: 1, pg_role: primary } }
                      vars:
                        pg_cluster: pg-meta
                        here: %1$s/meta
                        pg_crontab: ['00 01 * * * %1$s/meta/pg/bin/pg-backup full']
                        node_crontab: ['00 01 * * * %2$s %1$s/meta/pg/bin/pg-backup full']
                    pg-meta2:
                      hosts: { meta2-1: { pg_seq: 1, pg_role: primary } }
                      vars: { pg_cluster: pg-meta2, here: %1$s/meta2 }
                  vars:
                """.formatted(folder, user())
                        + sshd.variables()
                        + """
                    ansible_become: %s
                    ansible_become_method: su
                    node_system: false
                    node_admin_user: %s
                    node_admin_group: "{{ node_admin_user }}"
                    pg_dbsu: %s
                    pg_dbsu_group: "{{ pg_dbsu }}"
                    pg_crontab_group: "{{ pg_dbsu }}"
                    patroni_enabled: false
                    %s
                    sounder_home: %s/opt/sounder
                    pgbackrest_bin: %s
                    pg_version: 15
                    pg_listen: ''
                    pg_bin_dir: %s
                    pg_root_dir: "{{ here }}/pg"
                    pg_fs_main: "{{ here }}/data/postgres"
                    pg_fs_backup: "{{ here }}/data/backups"
                    pg_socket_dir: "{{ here }}/data/run"
                    pgbackrest_conf_dir: "{{ here }}/etc/pgbackrest"
                    pgbackrest_lock_dir: "{{ here }}/data/lock"
                    pgbackrest_repo: { local: { path: %s/backups, retention_full: 2 } }
                    node_profile_dir: "{{ here }}/etc"
                    node_crontab_path: "{{ here }}/etc/crontab"
                    node_cron_service: ''
                    pg_crontab_path: "{{ here }}/etc/crontab.dbsu"
                """.formatted(
                                        Sshd.isRoot(),
                                        System.getProperty("user.name"),
                                        user(),
                                        agent,
                                        folder,
                                        pgbackrest,
                                        PROGRAMS,
                                        folder));
    }

    /** A path of a host, e.g. {@code meta/pg/data}. */
    Path path(String name) {
        return folder.resolve(name);
    }

    /** Plays a playbook on these nodes, over SSH, with Sounder. */
    Played play(String playbook, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("-i", folder.resolve("inventory.yml").toString()));
        all.addAll(List.of(arguments));
        return Played.bySounder(playbook, all);
    }

    /** Runs SQL on the server of a host; gives the rows, columns parted by bars. */
    String sql(String host, String sql) {
        return asServer(List.of(
                        PROGRAMS.resolve("psql").toString(),
                        "-XAtq",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        folder.resolve(host + "/data/run").toString(),
                        "-d",
                        "postgres",
                        "-c",
                        sql))
                .orFail()
                .strip();
    }

    /** Waits until a condition in SQL holds on the server of a host, at most two minutes. */
    void await(String host, String condition) throws InterruptedException {
        for (int round = 0; !sql(host, "SELECT " + condition).equals("t"); round++) {
            if (round == 1200) {
                throw new AssertionError("after two minutes still not: " + condition);
            }
            Thread.sleep(100);
        }
    }

    /** Runs pgbackrest as the scripts of a host do. */
    Finished pgbackrest(String host, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                pgbackrest.toString(),
                "--config=" + folder.resolve(host + "/etc/pgbackrest/pgbackrest.conf"),
                "--log-level-console=warn"));
        command.addAll(List.of(arguments));
        return asServer(command);
    }

    /** Runs a program as the user of the servers. */
    static Finished asServer(List<String> command) {
        List<String> words = new ArrayList<>();
        if (Sshd.isRoot()) {
            words.addAll(List.of("setpriv", "--reuid", user(), "--regid", user(), "--init-groups"));
        }
        words.addAll(command);
        return Finished.running(words);
    }

    @Override
    public void close() {
        for (String host : List.of("meta", "meta2")) {
            Path data = folder.resolve(host + "/pg/data");
            asServer(List.of(
                    PROGRAMS.resolve("pg_ctl").toString(), "-D", data.toString(), "-m", "immediate", "-w", "stop"));
        }
        sshd.close();
        Finished.running(List.of("rm", "-rf", folder.toString()));
    }
}
