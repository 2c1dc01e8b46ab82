package io.sounder.controller.ssh;

/** What to do about a host whose key is not among the known ones. A changed key is refused in every case. */
public enum HostKeyPolicy {
    /** Refuse the host. */
    STRICT,
    /** Remember the key and go on. */
    ACCEPT_NEW
}
