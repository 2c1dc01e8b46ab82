import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Holds Java sources to the limits of the house: no file above 500 lines, no method above 60, the 95th percentile of
 * files below 350 and of methods below 30, the median of files below 110; main code has a Javadoc comment on every
 * outermost type and a package-info in every package. Run as {@code java Sizes.java FOLDER…}; prints what is wrong and the figures.
 */
final class Sizes extends TreePathScanner<Void, Void> {
    private static final int LONGEST_FILE = 500;
    private static final int LONGEST_METHOD = 60;

    private final List<Integer> files = new ArrayList<>();
    private final List<Integer> methods = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final DocTrees docs;
    private final SourcePositions positions;
    private CompilationUnitTree unit;
    private Path file;

    private Sizes(JavacTask task) {
        docs = DocTrees.instance(task);
        positions = docs.getSourcePositions();
    }

    public static void main(String[] args) throws IOException {
        boolean sound = true;
        for (String folder : args) {
            sound &= check(Path.of(folder));
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean check(Path folder) throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.walk(folder)) {
            sources = all.filter(each -> each.toString().endsWith(".java")).sorted().toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            Sizes sizes = new Sizes(task);
            for (CompilationUnitTree unit : task.parse()) {
                sizes.scan(unit);
            }
            return sizes.report(folder);
        }
    }

    private void scan(CompilationUnitTree tree) throws IOException {
        unit = tree;
        file = Path.of(tree.getSourceFile().toUri());
        int lines = Files.readAllLines(file).size();
        files.add(lines);
        if (lines > LONGEST_FILE) {
            faults.add("%s: %d lines".formatted(file, lines));
        }
        if (inMain() && !Files.exists(file.resolveSibling("package-info.java"))) {
            faults.add("%s: its package has no package-info.java".formatted(file));
        }
        scan(tree, null);
    }

    private boolean inMain() {
        return file.toString().contains("/src/main/");
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        boolean outermost = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
        if (inMain() && outermost && docs.getDocComment(getCurrentPath()) == null) {
            faults.add("%s: '%s' has no Javadoc".formatted(place(getCurrentPath()), type.getSimpleName()));
        }
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        int lines = (int) (line(positions.getEndPosition(unit, method)) - startLine(method) + 1);
        methods.add(lines);
        if (lines > LONGEST_METHOD) {
            faults.add("%s: '%s' has %d lines".formatted(place(getCurrentPath()), method.getName(), lines));
        }
        return super.visitMethod(method, nothing);
    }

    private long startLine(Tree tree) {
        return line(positions.getStartPosition(unit, tree));
    }

    private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    private String place(TreePath path) {
        return file + ":" + startLine(path.getLeaf());
    }

    private boolean report(Path folder) {
        limit(folder + ": median of file lines", at(files, 50), 110);
        limit(folder + ": 95th percentile of file lines", at(files, 95), 350);
        limit(folder + ": 95th percentile of method lines", at(methods, 95), 30);
        faults.forEach(System.out::println);
        System.out.printf(
                "%s: %d files (median %d, 95%% below %d, longest %d lines), %d methods (median %d, 95%% below %d, longest %d)%n",
                folder, files.size(), at(files, 50), at(files, 95), at(files, 100),
                methods.size(), at(methods, 50), at(methods, 95), at(methods, 100));
        return faults.isEmpty();
    }

    private void limit(String what, int value, int limit) {
        if (value >= limit) {
            faults.add("%s is %d, not below %d".formatted(what, value, limit));
        }
    }

    private static int at(List<Integer> values, int percent) {
        List<Integer> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
