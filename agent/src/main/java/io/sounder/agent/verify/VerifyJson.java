package io.sounder.agent.verify;

import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.Json;
import io.sounder.agent.format.JsonText;
import java.util.List;

/** The result of a verify as one JSON object on one line; keys are sorted, times are Unix seconds. */
public final class VerifyJson {
    private final VerifyReport report;

    public VerifyJson(VerifyReport report) {
        this.report = report;
    }

    /** The object with a line end after it. */
    public String text() {
        Json.ObjectBuilder object = Json.object()
                .put(
                        "archive",
                        array(report.archives().stream()
                                .map(VerifyJson::archive)
                                .toList()))
                .put(
                        "backup",
                        array(report.backups().stream().map(VerifyJson::backup).toList()))
                .put("error", findings(report.general()))
                .put("repo-key", report.repositoryKey())
                .put("stanza", report.stanza())
                .put(
                        "status",
                        Json.object()
                                .put("code", report.error().map(ErrorCode::code).orElse(0))
                                .put("message", report.ok() ? "ok" : "error"));
        return JsonText.write(object.build()) + "\n";
    }

    private static Json archive(ArchiveReport archive) {
        return Json.object()
                .put("count", counts(archive.counts()))
                .put("error", findings(archive.findings()))
                .put("id", archive.archiveId())
                .put(
                        "range",
                        array(archive.ranges().stream()
                                .<Json>map(range -> Json.object()
                                        .put("start", range.min().name())
                                        .put("stop", range.max().name())
                                        .build())
                                .toList()))
                .build();
    }

    private static Json backup(BackupReport backup) {
        return Json.object()
                .put("count", counts(backup.counts()))
                .put("error", findings(backup.findings()))
                .put("label", backup.label().value())
                .put(
                        "recovery",
                        array(backup.windows().stream().map(VerifyJson::window).toList()))
                .put("restorable", backup.restorable())
                .put("status", backup.status().label())
                .put(
                        "wal-missing",
                        Json.texts(backup.missingWal().stream()
                                .map(WalSegment::name)
                                .toList()))
                .build();
    }

    private static Json window(RestoreWindow window) {
        Json.ObjectBuilder stop = Json.object()
                .put("lsn", window.last().toString())
                .put("wal", window.lastSegment().name());
        window.archived().ifPresent(at -> stop.put("time", at.getEpochSecond()));
        return Json.object()
                .put(
                        "start",
                        Json.object()
                                .put("lsn", window.first().toString())
                                .put("time", window.from().getEpochSecond()))
                .put("stop", stop)
                .put("timeline", window.timeline())
                .build();
    }

    private static Json.ObjectBuilder counts(Counts counts) {
        return Json.object()
                .put("checked", counts.checked())
                .put("checksum", counts.checksum())
                .put("missing", counts.missing())
                .put("other", counts.other())
                .put("size", counts.size())
                .put("valid", counts.valid());
    }

    private static Json findings(List<Finding> findings) {
        return array(findings.stream()
                .<Json>map(finding -> Json.object()
                        .put("detail", finding.detail())
                        .put("name", finding.name())
                        .put("type", finding.problem().label())
                        .build())
                .toList());
    }

    private static Json array(List<Json> items) {
        return Json.of(items);
    }
}
