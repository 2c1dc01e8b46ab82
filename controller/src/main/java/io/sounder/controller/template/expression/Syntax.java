package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marks of a template and what becomes of the blanks around them. A first line {@code #jinja2: name: value, …} changes
 * them for one file.
 *
 * @param lineStatement what a line begins with that is a statement as a whole, or null
 * @param lineComment what begins a comment that ends with its line, or null
 * @param trim drop the newline after a statement or comment
 * @param strip drop the blanks before a statement or comment that is the first of its line
 * @param firstLine the number of the template's first line in its file
 */
public record Syntax(
        String blockStart,
        String blockEnd,
        String variableStart,
        String variableEnd,
        String commentStart,
        String commentEnd,
        @Nullable String lineStatement,
        @Nullable String lineComment,
        boolean trim,
        boolean strip,
        int firstLine) {
    private static final String HEADER = "#jinja2:";

    /** What Ansible's templates have without such a line. */
    public static final Syntax USUAL = new Syntax("{%", "%}", "{{", "}}", "{#", "#}", null, null, true, false, 1);

    /** Whether a template begins with a line of options. */
    public static boolean isGiven(String template) {
        return template.startsWith(HEADER);
    }

    /** The syntax that the template's first line asks for; names that Jinja2 does not have are passed over. */
    public Syntax changedBy(String template) {
        Syntax syntax = with("first line", 2);
        for (String pair : firstLine(template).substring(HEADER.length()).split(",", -1)) {
            List<String> parts = List.of(pair.split(":", -1));
            if (parts.size() != 2) {
                throw new SyntaxException(
                        "'#jinja2:' is followed by 'name: value' pairs, not by '" + pair.strip() + "'", 1);
            }
            syntax = syntax.with(
                    parts.get(0).strip(), LiteralReader.python(parts.get(1).strip()));
        }
        return syntax;
    }

    private static String firstLine(String template) {
        int end = template.indexOf('\n');
        return end < 0 ? template : template.substring(0, end);
    }

    /** The template without its line of options. */
    public static String body(String template) {
        return template.substring(
                Math.min(template.length(), firstLine(template).length() + 1));
    }

    /** Whether any of the marks is in a text. */
    public boolean isIn(String text) {
        return text.contains(blockStart) || text.contains(variableStart) || text.contains(commentStart);
    }

    /** The same marks for a file that is read from its first line on. */
    public Syntax fromFirstLine() {
        return with("first line", 1);
    }

    /** These marks with one changed; a name that Jinja2 does not have changes nothing. */
    public Syntax with(String name, @Nullable Object value) {
        String text = value == null ? "" : Printing.str(value);
        return new Syntax(
                name.equals("block_start_string") ? text : blockStart,
                name.equals("block_end_string") ? text : blockEnd,
                name.equals("variable_start_string") ? text : variableStart,
                name.equals("variable_end_string") ? text : variableEnd,
                name.equals("comment_start_string") ? text : commentStart,
                name.equals("comment_end_string") ? text : commentEnd,
                name.equals("line_statement_prefix") ? text : lineStatement,
                name.equals("line_comment_prefix") ? text : lineComment,
                name.equals("trim_blocks") ? Truth.of(value) : trim,
                name.equals("lstrip_blocks") ? Truth.of(value) : strip,
                name.equals("first line") ? Integer.parseInt(text) : firstLine);
    }
}
