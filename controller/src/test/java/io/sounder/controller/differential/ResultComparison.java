package io.sounder.controller.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares registered results: every key that the original gives has to be there with the same value, but for what
 * depends on the moment or the machine, and for what failures say beside failing. Collects what differs.
 */
final class ResultComparison {
    private static final Set<String> PASSING = Set.of(
            "invocation",
            "diff",
            "warnings",
            "deprecations",
            "exception",
            "discovered_interpreter_python",
            "start",
            "end",
            "delta",
            "atime",
            "ctime",
            "mtime",
            "inode",
            "dev",
            "results_file",
            "ansible_job_id",
            "md5sum",
            "backup_file",
            "uid",
            "gid",
            "owner",
            "group",
            "pw_name",
            "gr_name",
            "elapsed",
            "version",
            "attributes",
            "attr_flags",
            "module_stderr",
            "module_stdout",
            "_ansible_no_log",
            "_ansible_verbose_always",
            "_ansible_delegated_vars",
            "nlink",
            "block_size",
            "blocks",
            "device_type");

    private final List<String> differences = new ArrayList<>();
    private final Set<String> exceptions;

    /** @param exceptions paths that may differ */
    ResultComparison(Set<String> exceptions) {
        this.exceptions = exceptions;
    }

    List<String> differences() {
        return differences;
    }

    void compare(String path, @Nullable Object theirs, @Nullable Object ours) {
        if (exceptions.contains(path)) {
            return;
        }
        if (theirs instanceof Map<?, ?> left && ours instanceof Map<?, ?> right) {
            maps(path, left, right);
        } else if (theirs instanceof List<?> left && ours instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                compare(path + "[" + i + "]", left.get(i), right.get(i));
            }
        } else if (!same(theirs, ours)) {
            differences.add(path + ": " + theirs + " became " + ours);
        }
    }

    private static boolean same(@Nullable Object theirs, @Nullable Object ours) {
        if (theirs instanceof Number left && ours instanceof Number right) {
            return left.doubleValue() == right.doubleValue();
        }
        return Objects.equals(theirs, ours);
    }

    private void maps(String path, Map<?, ?> theirs, Map<?, ?> ours) {
        boolean failed = Boolean.TRUE.equals(theirs.get("failed"));
        theirs.forEach((name, value) -> {
            String key = String.valueOf(name);
            boolean passes = PASSING.contains(key)
                    || (failed && (key.equals("msg") || key.equals("stderr") || key.startsWith("stderr_")))
                    || (key.equals("src") && String.valueOf(value).contains("/.ansible/tmp/"))
                    || (key.equals("size") && "directory".equals(theirs.get("state")));
            if (!passes) {
                if (ours.containsKey(key)) {
                    compare(path + "." + key, value, ours.get(key));
                } else if (!failed && !exceptions.contains(path + "." + key)) {
                    differences.add(path + "." + key + ": " + value + " is not there");
                }
            }
        });
    }
}
