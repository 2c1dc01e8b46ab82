package io.sounder.agent.base;

import java.util.Arrays;
import java.util.Optional;

/**
 * The errors of the pgBackRest command line: fixed numbers that are also exit codes, and the names that monitoring
 * scripts look for. Source: pgBackRest's published exit codes.
 */
public enum ErrorCode {
    ASSERT(25, "AssertError"),
    CHECKSUM(26, "ChecksumError"),
    CONFIG(27, "ConfigError"),
    FILE_INVALID(28, "FileInvalidError"),
    FORMAT(29, "FormatError"),
    COMMAND_REQUIRED(30, "CommandRequiredError"),
    OPTION_INVALID(31, "OptionInvalidError"),
    OPTION_INVALID_VALUE(32, "OptionInvalidValueError"),
    OPTION_REQUIRED(37, "OptionRequiredError"),
    PG_RUNNING(38, "PgRunningError"),
    PROTOCOL(39, "ProtocolError"),
    PATH_NOT_EMPTY(40, "PathNotEmptyError"),
    FILE_OPEN(41, "FileOpenError"),
    FILE_READ(42, "FileReadError"),
    PARAM_REQUIRED(43, "ParamRequiredError"),
    ARCHIVE_MISMATCH(44, "ArchiveMismatchError"),
    ARCHIVE_DUPLICATE(45, "ArchiveDuplicateError"),
    VERSION_NOT_SUPPORTED(46, "VersionNotSupportedError"),
    PATH_CREATE(47, "PathCreateError"),
    COMMAND_INVALID(48, "CommandInvalidError"),
    HOST_CONNECT(49, "HostConnectError"),
    LOCK_ACQUIRE(50, "LockAcquireError"),
    BACKUP_MISMATCH(51, "BackupMismatchError"),
    FILE_SYNC(52, "FileSyncError"),
    PATH_OPEN(53, "PathOpenError"),
    PATH_SYNC(54, "PathSyncError"),
    FILE_MISSING(55, "FileMissingError"),
    DB_CONNECT(56, "DbConnectError"),
    DB_QUERY(57, "DbQueryError"),
    DB_MISMATCH(58, "DbMismatchError"),
    FILE_REMOVE(60, "FileRemoveError"),
    PATH_REMOVE(61, "PathRemoveError"),
    STOP(62, "StopError"),
    TERM(63, "TermError"),
    FILE_WRITE(64, "FileWriteError"),
    FEATURE_NOT_SUPPORTED(67, "FeatureNotSupportedError"),
    ARCHIVE_COMMAND_INVALID(68, "ArchiveCommandInvalidError"),
    LINK_EXPECTED(69, "LinkExpectedError"),
    LINK_DESTINATION(70, "LinkDestinationError"),
    HOST_INVALID(72, "HostInvalidError"),
    PATH_MISSING(73, "PathMissingError"),
    FILE_MOVE(74, "FileMoveError"),
    BACKUP_SET_INVALID(75, "BackupSetInvalidError"),
    TABLESPACE_MAP(76, "TablespaceMapError"),
    LINK_MAP(78, "LinkMapError"),
    FILE_CLOSE(79, "FileCloseError"),
    DB_MISSING(80, "DbMissingError"),
    DB_INVALID(81, "DbInvalidError"),
    ARCHIVE_TIMEOUT(82, "ArchiveTimeoutError"),
    FILE_MODE(83, "FileModeError"),
    ARCHIVE_DISABLED(87, "ArchiveDisabledError"),
    FILE_OWNER(88, "FileOwnerError"),
    USER_MISSING(89, "UserMissingError"),
    FILE_EXISTS(93, "FileExistsError"),
    MEMORY(94, "MemoryError"),
    CRYPTO(95, "CryptoError"),
    PARAM_INVALID(96, "ParamInvalidError"),
    PATH_CLOSE(97, "PathCloseError"),
    FILE_INFO(98, "FileInfoError"),
    JSON_FORMAT(99, "JsonFormatError"),
    KERNEL(100, "KernelError"),
    SERVICE(101, "ServiceError"),
    EXECUTE(102, "ExecuteError"),
    REPO_INVALID(103, "RepoInvalidError"),
    COMMAND(104, "CommandError"),
    ACCESS(105, "AccessError"),
    CLOCK(106, "ClockError"),
    RUNTIME(122, "RuntimeError"),
    UNHANDLED(124, "UnhandledError"),
    UNKNOWN(125, "UnknownError");

    private final int code;
    private final String label;

    ErrorCode(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The error with this number; empty if there is none. */
    public static Optional<ErrorCode> ofNumber(int number) {
        return Arrays.stream(values()).filter(each -> each.code == number).findFirst();
    }

    /** The exit code of a command that ends with this error, 25..125. */
    public int code() {
        return code;
    }

    /** The name in messages, such as {@code FileMissingError}. */
    public String label() {
        return label;
    }
}
