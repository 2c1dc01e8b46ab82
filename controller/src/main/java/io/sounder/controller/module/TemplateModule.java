package io.sounder.controller.module;

import io.sounder.controller.template.Scope;
import io.sounder.controller.template.expression.Syntax;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code template}: a rendered template goes to the host; otherwise like {@code copy}. */
final class TemplateModule implements Module {
    private static final List<String> MARKS = List.of(
            "block_start_string",
            "block_end_string",
            "variable_start_string",
            "variable_end_string",
            "comment_start_string",
            "comment_end_string");

    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "src!",
                "dest!",
                "backup",
                "force",
                "validate",
                "follow?",
                "newline_sequence",
                "trim_blocks",
                "lstrip_blocks",
                "block_start_string",
                "block_end_string",
                "variable_start_string",
                "variable_end_string",
                "comment_start_string",
                "comment_end_string",
                "output_encoding");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String src = args.required("src");
        Path file = call.files().get("templates", src);
        String dest = args.required("dest");
        String template = call.templar().secrets().plain(read(file), file.toString());
        Scope scope = call.scope().with(TemplateFacts.of(file, src, dest));
        String text = call.templar().text(template, scope, file.toString(), syntax(args));
        String newline =
                args.text("newline_sequence", "\n").replace("\\r", "\r").replace("\\n", "\n");
        byte[] bytes = text.replace("\n", newline).getBytes(encoding(args.text("output_encoding", "utf-8")));
        Ownership ownership = Ownership.of(args);
        if (args.text("mode").filter("preserve"::equals).isPresent()) {
            ownership = ownership.withMode(CopyModule.modeOf(file));
        }
        Ownership ofFolders = Ownership.of(new Args(Map.of(), null));
        String name = String.valueOf(file.getFileName());
        return new FileWriter(call, ownership)
                .deliver(dest, name, Content.of(file.toString(), bytes), args.flag("force", true), ofFolders);
    }

    private static Syntax syntax(Args args) {
        Syntax syntax = Syntax.USUAL
                .with("trim_blocks", args.flag("trim_blocks", true))
                .with("lstrip_blocks", args.flag("lstrip_blocks", false));
        for (String name : MARKS) {
            if (args.has(name)) {
                syntax = syntax.with(name, args.required(name));
            }
        }
        return syntax;
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new ModuleException("there is no encoding '" + name + "'", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ModuleException("cannot read the template '" + file + "': " + e.getMessage(), e);
        }
    }
}
