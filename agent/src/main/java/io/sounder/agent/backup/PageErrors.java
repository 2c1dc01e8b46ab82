package io.sounder.agent.backup;

import io.sounder.agent.format.PageCheck;
import io.sounder.agent.postgres.PageChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Bad pages as the manifest and the log show them: runs of neighbours in one piece. */
final class PageErrors {
    private PageErrors() {}

    static PageCheck check(PageChecker.Result result) {
        if (result.valid()) {
            return PageCheck.VALID;
        }
        List<PageCheck.Pages> runs = new ArrayList<>();
        for (long page : result.errors()) {
            PageCheck.Pages last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && last.last() + 1 == page) {
                runs.set(runs.size() - 1, new PageCheck.Pages(last.first(), page));
            } else {
                runs.add(new PageCheck.Pages(page, page));
            }
        }
        return new PageCheck(false, List.copyOf(runs));
    }

    /** The warning about a file with errors. */
    static String describe(String file, PageCheck check) {
        if (check.errors().isEmpty()) {
            return "page misalignment in file " + file + ": file size is not divisible by page size";
        }
        return "invalid page checksum found in file " + file + " at page" + (single(check) ? " " : "s ")
                + check.errors().stream().map(PageErrors::text).collect(Collectors.joining(", "));
    }

    private static boolean single(PageCheck check) {
        return check.errors().size() == 1
                && check.errors().getFirst().first()
                        == check.errors().getFirst().last();
    }

    private static String text(PageCheck.Pages run) {
        return run.first() == run.last() ? String.valueOf(run.first()) : run.first() + "-" + run.last();
    }
}
