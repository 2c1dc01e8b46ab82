package io.sounder.agent.storage.memory;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageContract;

class MemoryStorageTest extends StorageContract {
    @Override
    protected Storage storage() {
        return new MemoryStorage();
    }
}
