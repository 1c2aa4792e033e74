package dev.berth.runtime.copies;

import dev.berth.runtime.copies.archive.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// A disk on which, from a certain effect on, nothing works any more: as when it is full, or when
/// the process was killed (then nothing is tidied up either).
final class FaultyScratch implements Scratch {
    private final Scratch real = Scratch.ofThisComputer();
    private final boolean kills;
    private long left;
    private boolean happened;

    /// The process ends.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// @param effects how many go well
    /// @param kills whether the process is killed then; otherwise writing fails from then on
    FaultyScratch(long effects, boolean kills) {
        left = effects;
        this.kills = kills;
    }

    boolean happened() {
        return happened;
    }

    private void effect() throws IOException {
        if (left-- <= 0) {
            happened = true;
            if (kills) {
                throw new Killed();
            }
            throw new IOException("No space left on device");
        }
    }

    @Override
    public Content create(Path file) throws IOException {
        effect();
        var content = real.create(file);
        return new Content() {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                if (left <= 0) {
                    content.write(bytes, from, count / 2);
                }
                effect();
                content.write(bytes, from, count);
            }

            @Override
            public void skip(long count) throws IOException {
                effect();
                content.skip(count);
            }

            @Override
            public void close() throws IOException {
                content.close();
            }
        };
    }

    @Override
    public void setAside(Path from, Path to) throws IOException {
        effect();
        real.setAside(from, to);
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        effect();
        real.makeFolder(folder);
    }

    @Override
    public void link(Path link, Path target) throws IOException {
        effect();
        real.link(link, target);
    }

    @Override
    public boolean dress(
            Path path, boolean isLink, int mode, int owner, int group, FileTime modified)
            throws IOException {
        effect();
        return real.dress(path, isLink, mode, owner, group, modified);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        effect();
        real.rename(from, to);
    }

    /// A full disk can still be tidied.
    @Override
    public void delete(Path path) throws IOException {
        if (kills) {
            effect();
        }
        real.delete(path);
    }

    @Override
    public void sync(Path path) throws IOException {
        effect();
    }

    @Override
    public void syncTree(Path folder) throws IOException {
        effect();
    }
}
