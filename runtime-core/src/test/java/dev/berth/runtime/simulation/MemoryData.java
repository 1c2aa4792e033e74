package dev.berth.runtime.simulation;

import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.RuntimeState;
import java.io.IOException;
import java.nio.file.Path;

/// The service's folder in memory. Knows whether the person allowed its end.
final class MemoryData implements DataFolder {
    private final Storage storage;
    private final Guard guard;
    private final Computer computer;
    private final MemoryStateFile stateFile;
    private boolean there;
    boolean away;
    boolean readOnly;

    /// The person's newest reset said that all may be erased. That holds until the folder is in use
    /// again, which a finished set-up begins.
    boolean given;

    MemoryData(Storage storage, Guard guard, Computer computer, MemoryStateFile stateFile) {
        this.storage = storage;
        this.guard = guard;
        this.computer = computer;
        this.stateFile = stateFile;
    }

    boolean isThere() {
        return there && !away;
    }

    @Override
    public Path path() {
        return computer.data;
    }

    @Override
    public State look(boolean made, boolean used) {
        if (!isThere()) {
            return made || used ? new State.Gone() : new State.NeverMade();
        }
        if (readOnly) {
            return new State.ReadOnly();
        }
        return storage.full ? new State.NoRoom(1_000_000, 512_000_000) : new State.Present();
    }

    @Override
    public void make(int owner) throws IOException {
        guard.mayAct("make-data", "");
        if (there && away && computer.dataUsed) {
            throw new Broken("rule 5: a fresh folder is made where data was and is gone");
        }
        storage.write("data", () -> there = true);
    }

    @Override
    public void erase() throws IOException {
        guard.mayAct("clean-up", "");
        if (!given || stateFile.kept().filter(RuntimeState::configured).isPresent()) {
            throw new Broken("rule 5: data is erased without the person's word");
        }
        // nobody can look and erase at once: who came after the look is excused
        if (computer.onOurData().stream()
                .filter(one -> one.byUs || one.place == computer.place)
                .anyMatch(one -> !one.run.began().isAfter(guard.looked()))) {
            throw new Broken("rule 5: data is erased under a running service");
        }
        // what is away cannot be erased, but by the person's word it is written off
        storage.write(
                "data",
                () -> {
                    there = false;
                    computer.dataUsed = false;
                });
    }
}
