package io.sounder.agent.files;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.StoragePath;
import java.util.Arrays;

/** Paths in a repository as users write them: relative to it, or absolute and then inside it. */
public final class RepositoryPath {
    private RepositoryPath() {}

    /**
     * The path that is meant; error 96 when it is none of the repository.
     *
     * @param base the folder of the repository
     */
    public static StoragePath parse(String text, String base) {
        if (text.contains("//")) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "path '" + text + "' cannot contain //");
        }
        String relative = text;
        if (text.startsWith("/")) {
            String inside = base.equals("/") ? base : base + "/";
            if (!text.equals(base) && !text.startsWith(inside)) {
                throw new AgentException(
                        ErrorCode.PARAM_INVALID, "absolute path '" + text + "' is not in base path '" + base + "'");
            }
            relative = text.equals(base) ? "" : text.substring(inside.length());
        }
        if (relative.endsWith("/")) {
            relative = relative.substring(0, relative.length() - 1);
        }
        if (Arrays.asList(relative.split("/", -1)).stream().anyMatch(part -> part.equals("..") || part.equals("."))) {
            throw new AgentException(
                    ErrorCode.PARAM_INVALID, "path '" + text + "' cannot contain the parts '.' and '..'");
        }
        return new StoragePath(relative);
    }
}
