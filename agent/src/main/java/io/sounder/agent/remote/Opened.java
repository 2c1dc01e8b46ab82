package io.sounder.agent.remote;

import java.util.Optional;

/**
 * What the answering end tells when a connection is open.
 *
 * @param user the operating system's user it runs as
 * @param root the folder of the repository as messages show it; empty for a cluster
 * @param links whether the repository has symbolic links
 * @param hardLinks whether it has hard links
 * @param folderSync whether its folders have to be synced
 * @param cipherType of the repository, if that host's configuration names one
 * @param cipherPass of the repository; never printed
 */
public record Opened(
        String user,
        String root,
        boolean links,
        boolean hardLinks,
        boolean folderSync,
        Optional<String> cipherType,
        Optional<String> cipherPass) {

    public FieldWriter fields() {
        return new FieldWriter()
                .text(user)
                .text(root)
                .flag(links)
                .flag(hardLinks)
                .flag(folderSync)
                .text(cipherType)
                .text(cipherPass);
    }

    public static Opened of(FieldReader fields) {
        return new Opened(
                fields.text(),
                fields.text(),
                fields.flag(),
                fields.flag(),
                fields.flag(),
                fields.optionalText(),
                fields.optionalText());
    }

    @Override
    public String toString() {
        return "Opened[user=" + user + ", root=" + root + "]";
    }
}
