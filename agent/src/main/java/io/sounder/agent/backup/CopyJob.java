package io.sounder.agent.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a worker does at a time: one file, or the files of one bundle.
 *
 * @param bundleId number of the bundle, 0 for a file that is stored alone
 */
record CopyJob(long bundleId, List<FileTask> tasks) {
    private static final String TABLESPACES = "pg_tblspc/";

    /** The jobs for these tasks: files alone in the order given, then bundles, each with files of one target only. */
    static List<CopyJob> of(List<FileTask> tasks, Storing storing) {
        List<CopyJob> jobs = new ArrayList<>();
        Map<String, List<FileTask>> bundled = new TreeMap<>();
        for (FileTask task : tasks) {
            if (storing.isBundled(task.file())) {
                bundled.computeIfAbsent(target(task), _ -> new ArrayList<>()).add(task);
            } else {
                jobs.add(new CopyJob(0, List.of(task)));
            }
        }
        long size = storing.bundles().map(Storing.Bundles::size).orElse(0L);
        long id = 0;
        for (List<FileTask> files : bundled.values()) {
            files.sort(CopyJob::oldestFirst);
            for (List<FileTask> bundle : bundles(files, size)) {
                id++;
                jobs.add(new CopyJob(id, bundle));
            }
        }
        return jobs;
    }

    private static String target(FileTask task) {
        String name = task.file().name();
        return name.startsWith(TABLESPACES) ? name.substring(0, name.indexOf('/', TABLESPACES.length())) : "pg_data";
    }

    private static List<List<FileTask>> bundles(List<FileTask> files, long size) {
        List<List<FileTask>> bundles = new ArrayList<>();
        int from = 0;
        long sum = 0;
        for (int i = 0; i < files.size(); i++) {
            sum += files.get(i).size();
            if (sum >= size || i == files.size() - 1) {
                bundles.add(files.subList(from, i + 1));
                from = i + 1;
                sum = 0;
            }
        }
        return bundles;
    }

    private static int oldestFirst(FileTask a, FileTask b) {
        // Not by Comparator.comparing…, whose lambdas no AOT cache can keep.
        int age = Long.compare(a.file().timestamp(), b.file().timestamp());
        return age != 0 ? age : b.file().name().compareTo(a.file().name());
    }
}
