package io.sounder.controller.template.lookup;

import java.util.ArrayList;
import java.util.List;

/** Reads text of rows and columns; a field in double quotes may hold the delimiter, newlines and doubled quotes. */
record CsvText(char delimiter) {
    List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean empty = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean doubled = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                quoted = c != '"' || doubled;
                i += doubled ? 1 : 0;
                if (quoted) {
                    field.append(c);
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
                empty = false;
            } else if (c == '\n') {
                end(rows, row, field, empty);
                row = new ArrayList<>();
                field.setLength(0);
                empty = true;
            } else if (c == delimiter) {
                row.add(field.toString());
                field.setLength(0);
                empty = false;
            } else if (c != '\r') {
                field.append(c);
                empty = false;
            }
        }
        end(rows, row, field, empty);
        return rows;
    }

    private static void end(List<List<String>> rows, List<String> row, StringBuilder field, boolean empty) {
        if (!empty) {
            row.add(field.toString());
            rows.add(row);
        }
    }
}
