package io.sounder.agent.exporter;

/**
 * What the exporter says of itself.
 *
 * @param compatible number of the pgBackRest release it stands for, such as 2059001
 * @param version of Sounder
 * @param build the digest of the sources it was made from
 */
record BuildInfo(int compatible, String version, String build) {
    void add(Families families) {
        families.put(
                "pgbackrest_version_info", "Release of pgBackRest that the agent stands for, as a number.", compatible);
        families.put(
                "pgbackrest_exporter_build_info",
                "The exporter; always 1.",
                1,
                "branch",
                "",
                "goarch",
                System.getProperty("os.arch", ""),
                "goos",
                "linux",
                "goversion",
                "java" + Runtime.version(),
                "revision",
                build,
                "tags",
                "sounder",
                "version",
                version);
    }
}
