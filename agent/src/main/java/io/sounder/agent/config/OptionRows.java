package io.sounder.agent.config;

/**
 * The options as data, one a row; {@link OptionTable} reads it. It is a class and not a resource because it is read at every
 * start: opening the jar costs more than the rest of a short command.
 *
 * <pre>{@code
 * The options, one a line: name | type | section | default | allowed | needs | marks | old names
 *
 * name      pgN-, repoN-: numbered
 * section   C command line and environment only; S also in [stanza] and [stanza:command]; G in every section
 * default   - none, ! required, <cmd> the path of this program; word:value pairs depend on the option under "needs"
 * allowed   - anything of the type; low..high; or the words; word:low..high pairs depend on the option under "needs"
 * needs     the option has a meaning only if another one has a value (=one of these); "else" is its value otherwise
 * marks     secure: not on the command line, never shown; internal: not in the help; bool-like: y may be left out
 * old names accepted silently; those without N mean key 1
 * }</pre>
 */
final class OptionRows {
    static final String TEXT = """
            archive-expire-before | string | C | - | - | - | - | -
            config | string | C | /etc/pgbackrest/pgbackrest.conf | - | - | - | -
            config-include-path | path | C | /etc/pgbackrest/conf.d | - | - | - | -
            config-path | path | C | /etc/pgbackrest | - | - | - | -
            detail-level | string-id | C | full | full progress | - | - | -
            dry-run | boolean | C | n | - | - | - | -
            filter | string | C | - | - | - | - | -
            force | boolean | C | n | - | - | - | -
            help | boolean | C | n | - | - | - | -
            ignore-missing | boolean | C | n | - | - | - | -
            oldest | boolean | C | n | - | - | - | -
            online | boolean | C | y | - | - | - | -
            output | string-id | C | text | text json | - | - | -
            raw | boolean | C | n | - | - | - | -
            recurse | boolean | C | n | - | - | - | -
            reference | string | C | - | - | - | - | -
            repo | integer | C | - | 1..256 | - | - | -
            set | string | C | - | - | - | - | -
            sort | string-id | C | asc | none asc desc | - | - | -
            stanza | string | C | ! | - | - | - | -
            target | string | C | ! | - | type=lsn,name,time,xid | - | -
            target-action | string-id | C | pause | pause promote shutdown | type=immediate,lsn,name,time,xid | - | -
            target-exclusive | boolean | C | n | - | type=lsn,time,xid | - | -
            target-timeline | string | C | - | - | type=default,lsn,name,standby,time,xid | - | -
            type | string-id | C | ! | - | - | - | -
            verbose | boolean | C | n | - | - | - | -
            version | boolean | C | n | - | - | - | -

            # Internal, command line only (used between processes, or hidden)
            cipher-pass | string | C | - | - | - | internal | -
            exec-id | string | C | - | - | - | internal | -
            lock | list | C | - | - | - | internal | -
            pg | integer | C | - | 1..256 | - | internal | -
            process | integer | C | - | 0..1024 | - | internal | -
            remote-type | string-id | C | - | pg repo | - | internal | -
            report | boolean | C | n | - | - | internal | -

            # General
            allow-root | boolean | G | n | - | - | - | -
            buffer-size | size | G | 1MiB | 16KiB 32KiB 64KiB 128KiB 256KiB 512KiB 1MiB 2MiB 4MiB 8MiB 16MiB | - | - | -
            cmd | string | G | <cmd> | - | - | - | -
            cmd-ssh | string | G | ssh | - | - | - | -
            compress-level-network | integer | G | 1 | -5..12 | - | - | -
            db-timeout | time | G | 30m | 100ms..7d | - | - | -
            delta | boolean | G | n | - | - | - | -
            io-timeout | time | G | 1m | 100ms..1h | - | - | -
            lock-path | path | G | /tmp/pgbackrest | - | - | - | -
            neutral-umask | boolean | G | y | - | - | - | -
            priority | integer | G | - | -20..19 | - | - | -
            process-max | integer | G | 1 | 1..999 | - | - | -
            protocol-timeout | time | G | 31m | 100ms..7d | - | - | -
            sck-keep-alive | boolean | G | y | - | - | - | -
            spool-path | path | G | /var/spool/pgbackrest | - | - | - | -
            tcp-keep-alive-count | integer | G | - | 1..32 | sck-keep-alive=y | - | -
            tcp-keep-alive-idle | integer | G | - | 1..3600 | sck-keep-alive=y | - | -
            tcp-keep-alive-interval | integer | G | - | 1..900 | sck-keep-alive=y | - | -
            tls-cipher-12 | string | G | - | - | - | - | -
            tls-cipher-13 | string | G | - | - | - | - | -

            # Logging
            log-level-console | string-id | G | warn | off error warn info detail debug trace | - | - | -
            log-level-file | string-id | G | info | off error warn info detail debug trace | - | - | -
            log-level-stderr | string-id | G | off | off error warn info detail debug trace | - | - | -
            log-path | path | G | /var/log/pgbackrest | - | - | - | -
            log-subprocess | boolean | G | n | - | - | - | -
            log-timestamp | boolean | G | y | - | - | - | -

            # Archive
            archive-async | boolean | G | n | - | - | - | -
            archive-check | boolean | G | y | - | - | - | -
            archive-copy | boolean | G | n | - | - | - | -
            archive-get-queue-max | size | G | 128MiB | 0B..4PiB | - | - | -
            archive-header-check | boolean | G | y | - | - | - | -
            archive-missing-retry | boolean | G | y | - | - | - | -
            archive-mode-check | boolean | G | y | - | archive-check=y else n | - | -
            archive-push-batch-size | size | G | 16GiB | 1MiB..4PiB | - | - | -
            archive-push-queue-max | size | G | - | 0B..4PiB | - | - | archive-queue-max
            archive-timeout | time | G | 1m | 100ms..1d | - | - | -

            # Backup and compression
            annotation | hash | G | - | - | - | - | -
            backup-standby | string-id | G | n | n prefer y | - | bool-like | -
            checksum-page | boolean | G | - | - | - | - | -
            compress | boolean | G | y | - | - | - | -
            compress-level | integer | G | bz2:9 gz:6 lz4:1 zst:3 | bz2:1..9 gz:-1..9 lz4:-5..12 zst:-7..22 | compress-type=bz2,gz,lz4,zst else 0 | - | -
            compress-type | string-id | G | gz | none bz2 gz lz4 zst | - | - | -
            exclude | list | G | - | - | - | - | -
            expire-auto | boolean | G | y | - | - | - | -
            manifest-save-threshold | size | G | 1GiB | 1B..1TiB | - | - | -
            page-header-check | boolean | G | y | - | - | - | -
            resume | boolean | G | y | - | - | - | -
            start-fast | boolean | G | n | - | - | - | -
            stop-auto | boolean | G | n | - | - | internal | -

            # Restore
            archive-mode | string-id | G | preserve | preserve off | - | - | -
            db-exclude | list | G | - | - | - | - | -
            db-include | list | G | - | - | - | - | -
            link-all | boolean | G | n | - | - | - | -
            link-map | hash | G | - | - | - | - | -
            recovery-option | hash | G | - | - | type=default,immediate,lsn,name,time,standby,xid | - | -
            tablespace-map | hash | G | - | - | - | - | -
            tablespace-map-all | string | G | - | - | - | - | -

            # PostgreSQL (pgN-)
            pgN-database | string | S | postgres | - | pgN-path | - | -
            pgN-host | string | S | - | - | pgN-local=n | - | db-host,dbN-host
            pgN-host-ca-file | string | G | - | - | pgN-host-type=tls | - | -
            pgN-host-ca-path | string | G | - | - | pgN-host-type=tls | - | -
            pgN-host-cert-file | string | G | ! | - | pgN-host-type=tls | - | -
            pgN-host-cmd | string | S | <cmd> | - | pgN-host-type=ssh | - | db-cmd,dbN-cmd
            pgN-host-config | path | S | /etc/pgbackrest/pgbackrest.conf | - | pgN-host | - | db-config,dbN-config
            pgN-host-config-include-path | path | S | /etc/pgbackrest/conf.d | - | pgN-host | - | -
            pgN-host-config-path | path | S | /etc/pgbackrest | - | pgN-host | - | -
            pgN-host-key-file | string | G | ! | - | pgN-host-type=tls | - | -
            pgN-host-port | integer | S | tls:8432 | 0..65535 | pgN-host-type=ssh,tls | - | db-ssh-port,dbN-ssh-port
            pgN-host-type | string-id | G | ssh | ssh tls | pgN-host | - | -
            pgN-host-user | string | S | postgres | - | pgN-host-type=ssh | - | db-user,dbN-user
            pgN-local | boolean | S | n | - | - | internal | -
            pgN-path | path | S | ! | - | - | - | db-path,dbN-path
            pgN-port | integer | S | 5432 | 0..65535 | pgN-path | - | db-port,dbN-port
            pgN-socket-path | string | S | - | - | pgN-path | - | db-socket-path,dbN-socket-path
            pgN-user | string | S | - | - | pgN-path | - | -
            pg-version-force | string | S | - | - | - | - | -

            # Repository (repoN-)
            repoN-block | boolean | G | n | - | repoN-bundle=y else n | - | -
            repoN-block-age-map | hash | G | - | - | repoN-block=y | internal | -
            repoN-block-checksum-size-map | hash | G | - | - | repoN-block=y | internal | -
            repoN-block-size-map | hash | G | - | - | repoN-block=y | internal | -
            repoN-block-size-super | size | G | 256KiB | 32KiB..16MiB | repoN-block=y | internal | -
            repoN-block-size-super-full | size | G | 1MiB | 32KiB..16MiB | repoN-block=y | internal | -
            repoN-bundle | boolean | G | n | - | - | - | -
            repoN-bundle-limit | size | G | 2MiB | 8KiB..1PiB | repoN-bundle=y | - | -
            repoN-bundle-size | size | G | 20MiB | 1MiB..1PiB | repoN-bundle=y | - | -
            repoN-cipher-pass | string | G | ! | - | repoN-cipher-type=aes-256-cbc | secure | repo-cipher-pass
            repoN-cipher-type | string-id | G | none | none aes-256-cbc | - | - | repo-cipher-type
            repoN-hardlink | boolean | G | n | - | repoN-bundle=n else n | - | hardlink
            repoN-local | boolean | G | n | - | - | internal | -
            repoN-path | path | G | /var/lib/pgbackrest | - | - | - | repo-path
            repoN-retention-archive | integer | G | - | 1..9999999 | - | - | retention-archive
            repoN-retention-archive-type | string-id | G | full | full diff incr | - | - | retention-archive-type
            repoN-retention-diff | integer | G | - | 1..9999999 | - | - | retention-diff
            repoN-retention-full | integer | G | - | 1..9999999 | - | - | retention-full
            repoN-retention-full-type | string-id | G | count | count time | - | - | -
            repoN-retention-history | integer | G | - | 0..9999999 | - | - | -
            repoN-symlink | boolean | G | y | - | repoN-type=posix else n | - | -
            repo-target-time | string | G | - | - | - | - | -
            repoN-type | string-id | G | posix | azure cifs gcs posix s3 sftp | - | - | repo-type

            # Repository host
            repoN-host | string | G | - | - | repoN-local=n | - | backup-host
            repoN-host-ca-file | string | G | - | - | repoN-host-type=tls | - | -
            repoN-host-ca-path | string | G | - | - | repoN-host-type=tls | - | -
            repoN-host-cert-file | string | G | ! | - | repoN-host-type=tls | - | -
            repoN-host-cmd | string | G | <cmd> | - | repoN-host-type=ssh | - | backup-cmd
            repoN-host-config | string | G | /etc/pgbackrest/pgbackrest.conf | - | repoN-host | - | backup-config
            repoN-host-config-include-path | path | G | /etc/pgbackrest/conf.d | - | repoN-host | - | -
            repoN-host-config-path | path | G | /etc/pgbackrest | - | repoN-host | - | -
            repoN-host-key-file | string | G | ! | - | repoN-host-type=tls | - | -
            repoN-host-port | integer | G | tls:8432 | 0..65535 | repoN-host-type=ssh,tls | - | backup-ssh-port
            repoN-host-type | string-id | G | ssh | ssh tls | repoN-host | - | -
            repoN-host-user | string | G | pgbackrest | - | repoN-host-type=ssh | - | backup-user

            # Object stores and SFTP
            repoN-azure-account | string | G | ! | - | repoN-type=azure | secure | -
            repoN-azure-container | string | G | ! | - | repoN-type=azure | - | -
            repoN-azure-endpoint | string | G | blob.core.windows.net | - | repoN-type=azure | secure | -
            repoN-azure-key | string | G | - | - | repoN-azure-key-type=shared,sas | secure | -
            repoN-azure-key-type | string-id | G | shared | shared sas auto | repoN-type=azure | - | -
            repoN-azure-uri-style | string-id | G | host | host path | repoN-type=azure | - | -
            repoN-gcs-bucket | string | G | ! | - | repoN-gcs-key-type | - | -
            repoN-gcs-endpoint | string | G | storage.googleapis.com | - | repoN-gcs-key-type | - | -
            repoN-gcs-key | string | G | ! | - | repoN-gcs-key-type=service,token | secure | -
            repoN-gcs-key-type | string-id | G | service | service token auto | repoN-type=gcs | - | -
            repoN-gcs-user-project | string | G | - | - | - | - | -
            repoN-s3-bucket | string | G | ! | - | repoN-type=s3 | - | repo-s3-bucket
            repoN-s3-endpoint | string | G | ! | - | repoN-type=s3 | - | repo-s3-endpoint
            repoN-s3-key | string | G | ! | - | repoN-s3-key-type=shared | secure | repo-s3-key
            repoN-s3-key-secret | string | G | ! | - | repoN-s3-key-type=shared | secure | repo-s3-key-secret
            repoN-s3-key-type | string-id | G | shared | shared auto web-id pod-id process | repoN-type=s3 | - | -
            repoN-s3-kms-key-id | string | G | - | - | repoN-type=s3 | - | -
            repoN-s3-process-cmd | list | G | ! | - | repoN-s3-key-type=process | - | -
            repoN-s3-region | string | G | ! | - | repoN-type=s3 | - | repo-s3-region
            repoN-s3-requester-pays | boolean | G | n | - | repoN-type=s3 | - | -
            repoN-s3-role | string | G | - | - | repoN-s3-key-type=auto | - | -
            repoN-s3-service | string | G | s3 | - | repoN-type=s3 | - | -
            repoN-s3-sse-customer-key | string | G | - | - | repoN-type=s3 | secure | -
            repoN-s3-sts-host | string | G | sts.amazonaws.com | - | repoN-s3-key-type=web-id | - | -
            repoN-s3-token | string | G | - | - | repoN-s3-key-type=shared | secure | -
            repoN-s3-uri-style | string-id | G | host | host path | repoN-type=s3 | - | -
            repoN-sftp-host | string | G | ! | - | repoN-type=sftp | - | -
            repoN-sftp-host-fingerprint | string | G | - | - | repoN-sftp-host-key-check-type=fingerprint,strict | - | -
            repoN-sftp-host-key-check-type | string-id | G | strict | accept-new fingerprint none strict | repoN-type=sftp | - | -
            repoN-sftp-host-key-hash-type | string-id | G | ! | md5 sha1 sha256 | repoN-type=sftp | - | -
            repoN-sftp-host-port | integer | G | 22 | 1..65535 | repoN-type=sftp | - | -
            repoN-sftp-host-user | string | G | ! | - | repoN-type=sftp | - | -
            repoN-sftp-known-host | list | G | - | - | repoN-sftp-host-key-check-type=accept-new,strict | - | -
            repoN-sftp-private-key-file | string | G | ! | - | repoN-type=sftp | - | -
            repoN-sftp-private-key-passphrase | string | G | - | - | repoN-type=sftp | secure | -
            repoN-sftp-public-key-file | string | G | - | - | repoN-type=sftp | - | -
            repoN-storage-ca-file | string | G | - | - | repoN-type=azure,gcs,s3 | - | repoN-azure-ca-file,repo-s3-ca-file,repoN-s3-ca-file
            repoN-storage-ca-path | path | G | - | - | repoN-type=azure,gcs,s3 | - | repoN-azure-ca-path,repo-s3-ca-path,repoN-s3-ca-path
            repoN-storage-host | string | G | - | - | repoN-type=azure,s3 | - | repoN-azure-host,repo-s3-host,repoN-s3-host
            repoN-storage-port | integer | G | 443 | 1..65535 | repoN-type=azure,s3 | - | repoN-azure-port,repoN-s3-port
            repoN-storage-tag | hash | G | - | - | repoN-type=azure,gcs,s3 | - | -
            repoN-storage-upload-chunk-size | size | G | azure:4MiB gcs:4MiB s3:5MiB | azure:4MiB..1GiB gcs:4MiB..1GiB s3:5MiB..1GiB | repoN-type=azure,gcs,s3 | - | -
            repoN-storage-verify-tls | boolean | G | y | - | repoN-type=azure,gcs,s3 | - | repoN-azure-verify-tls,repo-s3-verify-ssl,repoN-s3-verify-ssl,repoN-s3-verify-tls

            # Server
            tls-server-address | string | G | localhost | - | - | - | -
            tls-server-auth | hash | G | ! | - | - | - | -
            tls-server-ca-file | path | G | ! | - | - | - | -
            tls-server-cert-file | path | G | ! | - | - | - | -
            tls-server-key-file | path | G | ! | - | - | - | -
            tls-server-port | integer | G | 8432 | 1..65535 | - | - | -

            # Internal, configurable
            beta | boolean | G | n | - | - | internal | -
            job-retry | integer | G | 2 | 0..360 | - | internal | -
            job-retry-interval | time | G | 15s | 0s..15m | - | internal | -
            sck-block | boolean | G | n | - | - | internal | -
            """;

    private OptionRows() {}
}
