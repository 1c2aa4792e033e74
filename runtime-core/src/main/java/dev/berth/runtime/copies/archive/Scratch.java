package dev.berth.runtime.copies.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// Everything that copying changes on the disk, one effect at a time: between any two the process
/// may be killed or the disk be full; a test's scratch does just that.
public interface Scratch {

    /// The disks of this computer.
    static Scratch ofThisComputer() {
        return new LocalScratch();
    }

    /// A file that is being written. It has its length when it is closed.
    interface Content extends Closeable {
        void write(byte[] bytes, int from, int count) throws IOException;

        /// So many zeros, without room on the disk where that can be.
        void skip(long count) throws IOException;
    }

    /// Makes an owner-only file, which must not be there, not even as a link.
    Content create(Path file) throws IOException;

    /// Makes a copy of a file's content as fast as the disk can, owner-only.
    void setAside(Path from, Path to) throws IOException;

    /// Makes an owner-only folder, which must not be there.
    void makeFolder(Path folder) throws IOException;

    /// Makes a link.
    void link(Path link, Path target) throws IOException;

    /// Gives a thing its owner, mode and time; a link only the first and the last. An owner that
    /// this account may not give stays its own.
    ///
    /// @param owner numeric user and group, -1 for what it has
    /// @return whether it has the owner too
    boolean dress(Path path, boolean isLink, int mode, int owner, int group, FileTime modified)
            throws IOException;

    /// Gives a file or folder its name, in one, in place of a file that has it.
    void rename(Path from, Path to) throws IOException;

    /// Removes a file, a link or an empty folder; an absent one is no failure.
    void delete(Path path) throws IOException;

    /// Brings a file, or the names in a folder, to the disk.
    void sync(Path path) throws IOException;

    /// Brings a folder with all that is in it to the disk.
    void syncTree(Path folder) throws IOException;
}
