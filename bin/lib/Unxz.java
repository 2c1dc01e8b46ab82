import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/**
 * Writes the one {@code .txz} entry of a jar to standard output, uncompressed: a bare machine has no {@code xz}. Run as
 * {@code java -cp XZ_JAR Unxz.java JAR}.
 */
final class Unxz {
    private Unxz() {}

    public static void main(String[] args) throws IOException {
        try (ZipFile jar = new ZipFile(args[0])) {
            ZipEntry archive = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no .txz in '" + args[0] + "'"));
            try (InputStream in = new XZInputStream(jar.getInputStream(archive))) {
                in.transferTo(System.out);
            }
            System.out.flush();
        }
    }
}
