package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;

/// Everything that this room changes on the disk, one effect at a time. Between any two effects the
/// process may be killed or the power go; a test's drive does just that.
///
/// What an effect leaves in a folder (a name made, moved or removed) lasts only after [#sync].
public interface Drive {

    /// The disks of this computer.
    static Drive ofThisComputer() {
        return new LocalDrive();
    }

    /// Makes an owner-only folder, unless it is there.
    void makeFolder(Path folder) throws IOException;

    /// Makes an empty owner-only file.
    void makeFile(Path file) throws IOException;

    /// Makes an owner-only file of a new name with this content, which is on the disk afterwards;
    /// when that fails, there is no such file.
    ///
    /// @param prefix how its name begins; it ends with a number and `.tmp`
    Path makeTemporary(Path folder, String prefix, byte[] content) throws IOException;

    /// Appends a line, which is on the disk afterwards; on a new line where the last one lacks its
    /// end. What could not be written as a whole is taken back.
    ///
    /// @param line with its line end
    void appendLine(Path file, byte[] line) throws IOException;

    /// Gives a file its name, in one, in place of what has that name.
    void rename(Path from, Path to) throws IOException;

    /// Removes a file, a link or an empty folder; an absent one is no failure.
    void delete(Path entry) throws IOException;

    /// Brings names made, moved and removed in a folder to the disk.
    void sync(Path folder) throws IOException;
}
