package dev.berth.runtime.copies;

import dev.berth.runtime.copies.archive.Seal;
import java.time.Instant;

/// One copy on the shelf.
public sealed interface Kept {
    CopyId id();

    /// How large its file is.
    long fileBytes();

    /// One whose seal holds. It was read back when it was made; whether it still is what it was,
    /// only reading it again tells.
    record Sealed(CopyId id, Seal seal, long fileBytes) implements Kept {
        /// When its making began.
        public Instant made() {
            return seal.facts().made();
        }

        Reason reason() {
            return Reason.of(seal.facts().why()).orElse(Reason.IMPORTED);
        }
    }

    /// One that cannot be used.
    ///
    /// @param what is wrong with it, in few words
    record Damaged(CopyId id, long fileBytes, String what) implements Kept {}
}
