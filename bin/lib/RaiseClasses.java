import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar and raises old class files to version 55 on the way: the JVM keeps classes older than version 50 out of
 * AOT caches, and the command line library is among them. Run as {@code java RaiseClasses.java FROM TO}.
 */
final class RaiseClasses {
    private static final int OLDEST_CACHED = 50;
    private static final int RAISED = 55;
    private static final int VERSION_OFFSET = 6;

    private final JarFile from;
    private final ClassFile classFile;

    private RaiseClasses(JarFile from) {
        this.from = from;
        // Stack maps need the classes' supertypes; those of optional dependencies are in no jar of ours.
        ClassHierarchyResolver inJar = ClassHierarchyResolver.ofResourceParsing(type -> {
            String name = type.descriptorString();
            JarEntry entry = from.getJarEntry(name.substring(1, name.length() - 1) + ".class");
            try {
                return entry == null ? null : from.getInputStream(entry);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        classFile = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                ClassHierarchyResolverOption.of(inJar.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    public static void main(String[] args) throws IOException {
        Path to = Path.of(args[1]);
        try (JarFile from = new JarFile(args[0], false);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            RaiseClasses raise = new RaiseClasses(from);
            for (JarEntry entry : (Iterable<JarEntry>) from.stream()::iterator) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(entry.getName().endsWith(".class") ? raise.raised(bytes) : bytes);
            }
        }
    }

    private byte[] raised(byte[] bytes) {
        if (ByteBuffer.wrap(bytes).getShort(VERSION_OFFSET) >= OLDEST_CACHED) {
            return bytes;
        }
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(RAISED, 0);
            } else {
                builder.with(element);
            }
        };
        // Passing the code through makes the library write the stack maps that newer versions must have.
        return classFile.transformClass(
                classFile.parse(bytes),
                version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
