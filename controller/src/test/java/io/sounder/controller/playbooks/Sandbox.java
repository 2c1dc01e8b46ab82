package io.sounder.controller.playbooks;

import io.sounder.controller.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The four hosts of {@code bin/sandbox}, in a network of the tests' own: {@code meta} and {@code node-3} are the cluster
 * {@code pg-meta} without Patroni, {@code node-1} and {@code node-2} are {@code pg-test} with it.
 *
 * <p>The hosts are made by the script that operators use, not by a container library: addresses, keys and known hosts have to
 * be those that an inventory can name before they exist.
 */
final class Sandbox implements AutoCloseable {
    private static final String NET = "10.10.211";

    private final Path inventory;

    private Sandbox(Path inventory) {
        this.inventory = inventory;
    }

    /** Why there can be no sandbox here; empty where it can be. Makes the image of the hosts if it is not there. */
    static Optional<String> whatIsMissing() {
        if (!Sshd.isRoot()) {
            return Optional.of("needs root");
        }
        return Stream.of("docker", "dockerd", "debootstrap", "ssh")
                .filter(program -> Finished.running(List.of("sh", "-c", "command -v " + program))
                                .code()
                        != 0)
                .findFirst()
                .map(program -> "'" + program + "' is not installed")
                .or(Sandbox::whyNoEngine);
    }

    private static Optional<String> whyNoEngine() {
        Finished image = Finished.running(15, script("image"));
        if (image.code() != 0 && image.output().contains("dockerd does not start")) {
            return Optional.of(image.output().strip());
        }
        image.orFail();
        return Optional.empty();
    }

    /** Makes the hosts. */
    static Sandbox up() throws IOException {
        Finished.running(script("up")).orFail();
        Path inventory = Files.createTempFile("sandbox", ".yml");
        Files.writeString(inventory, """
                all:
                  children:
                    etcd: { hosts: { %1$s.10: { etcd_seq: 1 } } }
                    pg-meta:
                      hosts:
                        %1$s.10: { pg_seq: 1, pg_role: primary }
                        %1$s.13: { pg_seq: 2, pg_role: delayed, pg_delay: 1h }
                      vars: { pg_cluster: pg-meta, patroni_enabled: false, pgbackrest_engine: pgbackrest }
                    pg-test:
                      hosts:
                        %1$s.11: { pg_seq: 1, pg_role: primary }
                        %1$s.12: { pg_seq: 2, pg_role: offline }
                      vars:
                        pg_cluster: pg-test
                        pg_users: [{ name: test, password: "it's secret", roles: [dbrole_readonly] }]
                        pg_databases: [{ name: ledger, owner: test, extensions: [pg_trgm] }]
                        pg_hba_rules: [{ user: test, db: ledger, addr: cluster, auth: pwd }]
                        pg_parameters: { work_mem: 8MB }
                  vars:
                    pg_version: 15
                    ansible_user: dba
                    ansible_ssh_private_key_file: /var/cache/sounder/sandbox/%1$s/id_ed25519
                    ansible_ssh_common_args: -o UserKnownHostsFile=/var/cache/sounder/sandbox/%1$s/known_hosts
                """.formatted(NET));
        return new Sandbox(inventory);
    }

    private static List<String> script(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "env",
                "SOUNDER_SANDBOX_NET=" + NET,
                Played.CHECKOUT.resolve("bin/sandbox").toString()));
        all.addAll(List.of(words));
        return all;
    }

    /** The address of a host by its last number. */
    static String address(int number) {
        return NET + "." + number;
    }

    /** Plays a playbook on these hosts with Sounder. */
    Played play(String playbook, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-i", inventory.toString()));
        all.addAll(List.of(arguments));
        return Played.bySounder(playbook, all);
    }

    /** Plays a playbook in a process of its own, which may be killed. */
    Process playApart(String playbook, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.sounder.controller.Main",
                "play",
                Played.CHECKOUT.resolve(playbook).toString(),
                "-i",
                inventory.toString()));
        all.addAll(List.of(arguments));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What the table of the hosts says. */
    String status() {
        return Finished.running(script("status")).orFail();
    }

    /** Runs a command line of a shell on a host as the user of the database. */
    Finished asPostgres(String host, String command) {
        return Finished.running(script("ssh", host, "sudo -iu postgres sh -c " + quoted(command)));
    }

    /** Runs a command line of a shell on a host as root. */
    Finished asRoot(String host, String command) {
        return Finished.running(script("ssh", host, "sudo sh -c " + quoted(command)));
    }

    /** Copies a folder of the user of the database from one host to another. */
    void copy(String from, String folder, String to, String place) {
        String unpack = "mkdir -p " + place + " && tar -C " + place + " -xf -";
        Finished.running(List.of(
                        "sh",
                        "-c",
                        shell(script("ssh", from, "sudo -u postgres tar -C " + folder + "/ -cf - .")) + " | "
                                + shell(script("ssh", to, "sudo -u postgres sh -c " + quoted(unpack)))))
                .orFail();
    }

    /** Runs SQL on the server of a host; gives the rows, columns parted by bars. */
    String sql(String host, String sql) {
        return asPostgres(host, "psql -XAtq -v ON_ERROR_STOP=1 -c " + quoted(sql))
                .orFail()
                .strip();
    }

    private static String shell(List<String> words) {
        return words.stream().map(Sandbox::quoted).collect(Collectors.joining(" "));
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public void close() throws IOException {
        Files.delete(inventory);
        Finished.running(script("down")).orFail();
    }
}
