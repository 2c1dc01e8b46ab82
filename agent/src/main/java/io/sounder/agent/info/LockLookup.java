package io.sounder.agent.info;

import io.sounder.agent.os.LockContent;
import io.sounder.agent.os.LockType;
import java.util.Optional;

/** Finds out who holds a lock at this moment. */
@FunctionalInterface
public interface LockLookup {
    /** The running holder of a lock on a stanza in one repository; empty if nobody holds it. */
    Optional<LockContent> holder(String stanza, LockType type, int repositoryKey);
}
