package io.sounder.controller.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code assemble}: a file is made of the parts in a folder, in the order of their names. Check mode compares only. */
final class AssembleModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "src!", "dest!", "delimiter", "regexp", "remote_src", "ignore_hidden", "backup", "validate", "decrypt");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        Pattern wanted =
                args.text("regexp").map(text -> PythonRegex.compile(text, 0)).orElse(null);
        List<String> parts = args.flag("remote_src", true) ? remote(call, wanted) : local(call, wanted);
        String delimiter = args.text("delimiter", "").replace("\\n", "\n");
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (String part : parts) {
            if (!first && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            if (!first && !delimiter.isEmpty()) {
                text.append(delimiter).append(delimiter.endsWith("\n") ? "" : "\n");
            }
            text.append(part);
            first = false;
        }
        String dest = args.required("dest");
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new FileWriter(call, Ownership.of(args))
                .write(dest, RemoteFile.probe(call.node(), dest), Content.of(args.required("src"), bytes), true)
                .with("msg", "OK");
    }

    private static boolean taken(Args args, String name, @org.jspecify.annotations.Nullable Pattern wanted) {
        return (wanted == null || wanted.matcher(name).find())
                && !(args.flag("ignore_hidden", false) && name.startsWith("."));
    }

    private static List<String> remote(ModuleCall call, @org.jspecify.annotations.Nullable Pattern wanted) {
        String src = Paths.quoted(call.args().required("src"));
        String names = call.node()
                .output("[ -d " + src + " ] || { echo \"Source is not a directory\" >&2; exit 1; }\nLC_ALL=C ls -1A -- "
                        + src + "\n");
        List<String> parts = new ArrayList<>();
        for (String name : names.lines().toList()) {
            if (taken(call.args(), name, wanted)) {
                parts.add(call.node()
                        .run("cat -- " + src + "/" + Paths.quoted(name) + "\n")
                        .out());
            }
        }
        return parts;
    }

    private static List<String> local(ModuleCall call, @org.jspecify.annotations.Nullable Pattern wanted) {
        Path folder = call.files().get("files", call.args().required("src"));
        List<String> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (taken(call.args(), String.valueOf(file.getFileName()), wanted)) {
                    String part = Files.readString(file);
                    boolean decrypts = call.args().flag("decrypt", true);
                    parts.add(decrypts ? call.templar().secrets().plain(part, file.toString()) : part);
                }
            }
        } catch (IOException e) {
            throw new ModuleException("cannot read the folder '" + folder + "': " + e.getMessage(), e);
        }
        return parts;
    }
}
