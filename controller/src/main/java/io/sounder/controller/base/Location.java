package io.sounder.controller.base;

/**
 * A place in a file that the user wrote.
 *
 * @param file name as the user would type it, or a name in angle brackets for text that is in no file
 * @param line counted from 1
 * @param column counted from 1
 */
public record Location(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
