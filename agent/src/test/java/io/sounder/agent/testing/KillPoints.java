package io.sounder.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a copy of our program killable at every change of a file: before each call that creates, writes, syncs, renames or
 * removes one, the woven code passes a {@link KillPoint}. So a kill hits a chosen place however fast the machine is.
 */
public final class KillPoints {
    private static final ClassDesc POINT = ClassDesc.of(KillPoint.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final Set<String> OWNERS = Set.of("java/nio/file/Files", "java/nio/channels/FileChannel");
    private static final Set<String> CHANGES = Set.of(
            "copy",
            "createDirectories",
            "createDirectory",
            "createFile",
            "createLink",
            "createSymbolicLink",
            "delete",
            "deleteIfExists",
            "force",
            "move",
            "setAttribute",
            "setLastModifiedTime",
            "transferFrom",
            "transferTo",
            "truncate",
            "write",
            "writeString");

    private KillPoints() {}

    /** Weaves into the classes of a folder, and adds what the woven code calls. */
    static void weave(Path classes) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        ClassFile parser = ClassFile.of();
        CodeTransform before = (code, element) -> {
            if (element instanceof InvokeInstruction call && isChange(call)) {
                code.invokestatic(POINT, "pass", NOTHING);
            }
            code.with(element);
        };
        for (Path file : files) {
            ClassModel model = parser.parse(file);
            Files.write(file, parser.transformClass(model, ClassTransform.transformingMethodBodies(before)));
        }
        String name = KillPoint.class.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(KillPoint.class.getResourceAsStream("/" + name))) {
            Path target = classes.resolve(name);
            Files.createDirectories(target.getParent());
            Files.copy(in, target);
        }
    }

    private static boolean isChange(InvokeInstruction call) {
        return OWNERS.contains(call.owner().asInternalName())
                && CHANGES.contains(call.name().stringValue());
    }

    /**
     * Some of the points of a run, all of them if there are no more than that: the run is cut into that many equal parts, and
     * the seed chooses a point of each, so that no part of a run is left out by chance.
     */
    static List<Integer> choose(List<Integer> points, int most, long seed) {
        int parts = Math.min(most, points.size());
        Random random = new Random(seed);
        List<Integer> chosen = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * points.size() / parts;
            int until = (part + 1) * points.size() / parts;
            chosen.add(points.get(random.nextInt(from, until)));
        }
        return chosen;
    }
}
