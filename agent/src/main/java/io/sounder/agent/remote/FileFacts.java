package io.sounder.agent.remote;

/**
 * What is known of a file of a cluster.
 *
 * @param mode kind and permissions as the system has them
 * @param uid number of the owner
 * @param gid number of the group
 * @param user name of the owner, or the number when it has none
 * @param group name of the group, or the number when it has none
 * @param modified seconds since 1970
 */
public record FileFacts(int mode, int uid, int gid, String user, String group, long size, long modified) {
    public void write(FieldWriter fields) {
        fields.number(mode)
                .number(uid)
                .number(gid)
                .text(user)
                .text(group)
                .number(size)
                .number(modified);
    }

    public static FileFacts read(FieldReader fields) {
        return new FileFacts(
                fields.integer(),
                fields.integer(),
                fields.integer(),
                fields.text(),
                fields.text(),
                fields.number(),
                fields.number());
    }
}
