package io.sounder.agent.config;

/**
 * The commands as data: which options each accepts and how they differ there; {@link CommandSpec} reads it.
 *
 * <pre>{@code
 * set NAME options        a named set; a line that starts with + continues the one before it
 * command NAME traits     log: writes a log file; parameters: words may follow the command;
 *                         quiet: begin and end are logged at debug level only; internal: not in the help
 *   use options and sets  options as OptionRows describes them
 *   option differences    default= values= needs= else= as there; internal; role= only in that role
 * }</pre>
 */
final class CommandRows {
    static final String TEXT = """
            set GEN allow-root beta config config-include-path config-path exec-id log-level-console log-level-file
                + log-level-stderr log-path log-timestamp priority process remote-type
            set NET buffer-size io-timeout sck-block sck-keep-alive tcp-keep-alive-count tcp-keep-alive-idle
                + tcp-keep-alive-interval tls-cipher-12 tls-cipher-13
            set REPO cmd-ssh compress-level-network log-subprocess repo repoN-azure-account repoN-azure-container
                + repoN-azure-endpoint repoN-azure-key repoN-azure-key-type repoN-azure-uri-style repoN-cipher-pass
                + repoN-cipher-type repoN-gcs-bucket repoN-gcs-endpoint repoN-gcs-key repoN-gcs-key-type repoN-gcs-user-project
                + repoN-host repoN-host-ca-file repoN-host-ca-path repoN-host-cert-file repoN-host-cmd repoN-host-config
                + repoN-host-config-include-path repoN-host-config-path repoN-host-key-file repoN-host-port repoN-host-type
                + repoN-host-user repoN-local repoN-path repoN-s3-bucket repoN-s3-endpoint repoN-s3-key repoN-s3-key-secret
                + repoN-s3-key-type repoN-s3-kms-key-id repoN-s3-process-cmd repoN-s3-region repoN-s3-requester-pays repoN-s3-role
                + repoN-s3-service repoN-s3-sse-customer-key repoN-s3-sts-host repoN-s3-token repoN-s3-uri-style repoN-sftp-host
                + repoN-sftp-host-fingerprint repoN-sftp-host-key-check-type repoN-sftp-host-key-hash-type repoN-sftp-host-port
                + repoN-sftp-host-user repoN-sftp-known-host repoN-sftp-private-key-file repoN-sftp-private-key-passphrase
                + repoN-sftp-public-key-file repoN-storage-ca-file repoN-storage-ca-path repoN-storage-host repoN-storage-port
                + repoN-storage-tag repoN-storage-upload-chunk-size repoN-storage-verify-tls repoN-type
            set PGHOST pgN-host-ca-file pgN-host-ca-path pgN-host-cert-file pgN-host-cmd pgN-host-config
                + pgN-host-config-include-path pgN-host-config-path pgN-host-key-file pgN-host-port pgN-host-type pgN-host-user
            set PGDB db-timeout pgN-database pgN-port pgN-socket-path pgN-user

            command annotate
              use GEN NET REPO lock-path neutral-umask protocol-timeout stanza
              annotation default=!
              lock internal
              set default=!

            command archive-get parameters
              use GEN NET REPO archive-async archive-get-queue-max archive-missing-retry archive-timeout cmd lock-path
                + neutral-umask pgN-path pg-version-force process-max protocol-timeout repo-target-time stanza
              job-retry internal default=1
              job-retry-interval internal
              pgN-host internal
              pgN-local internal
              spool-path needs=archive-async=y

            command archive-push parameters
              use GEN NET REPO archive-async archive-check archive-header-check archive-mode-check archive-push-batch-size
                + archive-push-queue-max archive-timeout cmd compress compress-level compress-type lock-path neutral-umask
                + pg-version-force process-max protocol-timeout stanza
              job-retry internal default=1
              job-retry-interval internal
              lock internal
              pgN-host internal
              pgN-local internal
              pgN-path default=-
              spool-path needs=archive-async=y

            command backup log
              use GEN NET REPO PGHOST PGDB annotation archive-mode-check archive-timeout backup-standby checksum-page cmd
                + compress compress-level compress-type delta exclude expire-auto lock-path manifest-save-threshold neutral-umask
                + online page-header-check pgN-host pgN-path pg-version-force process-max protocol-timeout repoN-block repoN-bundle
                + repoN-bundle-limit repoN-bundle-size repoN-hardlink repoN-retention-archive repoN-retention-archive-type
                + repoN-retention-diff repoN-retention-full repoN-retention-full-type repoN-retention-history repoN-symlink resume
                + stanza start-fast
              archive-check needs=online=y else=n
              archive-copy needs=archive-check=y else=n
              force needs=online=n
              job-retry internal
              job-retry-interval internal
              lock internal
              pg internal role=local
              pgN-local internal
              repoN-block-age-map internal
              repoN-block-checksum-size-map internal
              repoN-block-size-map internal
              repoN-block-size-super internal
              repoN-block-size-super-full internal
              stop-auto internal
              type default=incr values=full,diff,incr

            command check
              use GEN NET REPO PGHOST PGDB archive-check archive-mode-check archive-timeout backup-standby neutral-umask
                + pgN-host pg-version-force protocol-timeout
              pgN-local internal
              pgN-path needs=stanza
              report internal
              stanza default=-

            command expire log
              use GEN NET REPO archive-expire-before dry-run lock-path neutral-umask protocol-timeout repoN-retention-archive
                + repoN-retention-archive-type repoN-retention-diff repoN-retention-full repoN-retention-full-type
                + repoN-retention-history repoN-symlink set stanza
              lock internal
              oldest needs=stanza

            command help parameters quiet
              use help version

            command info quiet
              use GEN NET REPO detail-level lock-path output protocol-timeout repo-target-time
              set needs=stanza
              stanza default=-
              type default=- values=full,diff,incr

            command manifest quiet internal
              use GEN NET REPO PGHOST filter output pgN-host pg-version-force protocol-timeout reference repo-target-time stanza
              pg internal role=main
              pgN-local internal
              pgN-path default=-
              set default=latest

            command repo-create parameters quiet internal
              use GEN NET REPO neutral-umask protocol-timeout
              stanza internal default=-

            command repo-get parameters quiet
              use GEN NET REPO ignore-missing neutral-umask protocol-timeout raw repo-target-time
              cipher-pass internal
              stanza internal default=-

            command repo-ls parameters quiet
              use GEN NET REPO filter neutral-umask output protocol-timeout recurse repo-target-time sort
              stanza internal default=-

            command repo-put parameters quiet internal
              use GEN NET REPO neutral-umask protocol-timeout raw
              cipher-pass internal
              stanza internal default=-

            command repo-rm parameters quiet internal
              use GEN NET REPO neutral-umask protocol-timeout recurse
              stanza internal default=-

            command restore log
              use GEN NET REPO archive-mode cmd db-exclude db-include delta force link-all link-map lock-path neutral-umask
                + pgN-path pg-version-force process-max protocol-timeout recovery-option repo-target-time stanza tablespace-map
                + tablespace-map-all target target-action target-exclusive target-timeline
              job-retry internal
              job-retry-interval internal
              pgN-host internal
              pgN-local internal
              set default=latest
              spool-path internal
              type default=default values=default,preserve,immediate,standby,none,name,time,lsn,xid

            command server log
              use GEN NET protocol-timeout tls-server-address tls-server-auth tls-server-ca-file tls-server-cert-file
                + tls-server-key-file tls-server-port

            command server-ping parameters
              use GEN NET tls-server-address tls-server-port

            command stanza-create log
              use GEN NET REPO PGHOST PGDB lock-path neutral-umask online pgN-host pgN-path pg-version-force protocol-timeout
                + stanza
              force internal
              lock internal
              pgN-local internal

            command stanza-delete log
              use GEN NET REPO PGHOST PGDB force lock-path neutral-umask pgN-host pgN-path pg-version-force protocol-timeout
                + stanza
              lock internal
              pgN-local internal

            command stanza-upgrade log
              use GEN NET REPO PGHOST PGDB lock-path neutral-umask online pgN-host pgN-path pg-version-force protocol-timeout
                + stanza
              lock internal
              pgN-local internal

            command start log
              use GEN lock-path neutral-umask
              stanza default=-

            command stop log
              use GEN force lock-path neutral-umask
              stanza default=-

            command verify log
              use GEN NET REPO cmd neutral-umask pg-version-force process-max protocol-timeout repo-target-time set stanza verbose
              job-retry internal
              job-retry-interval internal
              output default=none values=none,text,json

            command version quiet
              use help version
              output default=text values=text,num
            """;

    private CommandRows() {}
}
