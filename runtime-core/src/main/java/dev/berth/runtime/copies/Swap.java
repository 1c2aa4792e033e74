package dev.berth.runtime.copies;

import dev.berth.runtime.copies.archive.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two renames by which another folder takes the place of the data, and two by which it goes back.
/// Whoever asks has written down first that it is to be done: each of them, begun anew from
/// wherever it was cut off, comes to the same end. Both folders lie beside the data, on the same
/// disk.
public final class Swap {
    private static final int MOST_LINKS = 40;
    private static final int MOST_GONE = 64;

    private final Path data;
    private final Path incoming;
    private final Path replaced;
    private final Path gone;
    private final Scratch scratch;

    /// A swap of this folder.
    ///
    /// @param data its real path: a link to it stays a link
    public Swap(Path data, Scratch scratch) {
        this.data = data;
        this.scratch = scratch;
        incoming = data.resolveSibling("." + data.getFileName() + ".incoming");
        replaced = data.resolveSibling("." + data.getFileName() + ".replaced");
        gone = data.resolveSibling("." + data.getFileName() + ".gone");
    }

    /// The same of a folder that may be a link, and may be missing at this moment.
    public static Swap of(Path data, Scratch scratch) throws IOException {
        var real = data.toAbsolutePath();
        for (var links = 0; links < MOST_LINKS && Files.isSymbolicLink(real); links++) {
            real = real.resolveSibling(Files.readSymbolicLink(real)).normalize();
        }
        return new Swap(real, scratch);
    }

    /// Where what is to take its place is made.
    public Path incoming() {
        return incoming;
    }

    /// Where what it replaced lies.
    public Path replaced() {
        return replaced;
    }

    /// All that may be removed.
    public List<Path> gone() {
        var all = new ArrayList<Path>();
        for (var number = 0; number < MOST_GONE; number++) {
            if (isThere(gone(number))) {
                all.add(gone(number));
            }
        }
        return all;
    }

    private Path gone(int number) {
        return number == 0 ? gone : data.resolveSibling(gone.getFileName() + "-" + number);
    }

    /// What was replaced may be removed.
    public void letGo() throws IOException {
        letGo(replaced);
    }

    /// What came may be removed.
    public void discard() throws IOException {
        letGo(incoming);
    }

    /// What lies there already, because it could not be removed, is left.
    private void letGo(Path folder) throws IOException {
        if (!isThere(folder)) {
            return;
        }
        for (var number = 0; number < MOST_GONE; number++) {
            if (!isThere(gone(number))) {
                move(folder, gone(number));
                return;
            }
        }
        throw new IOException("too much lies beside " + data + " that could not be removed");
    }

    /// What was replaced is kept where people see it.
    ///
    /// @return where; empty where there is nothing
    public Optional<Path> keep() throws IOException {
        if (!isThere(replaced)) {
            return Optional.empty();
        }
        var number = 1;
        while (isThere(kept(number))) {
            number++;
        }
        move(replaced, kept(number));
        return Optional.of(kept(number));
    }

    /// All that lies beside the data.
    public List<Path> beside() {
        var all = new ArrayList<>(List.of(incoming, replaced));
        all.addAll(gone());
        for (var number = 1; isThere(kept(number)); number++) {
            all.add(kept(number));
        }
        return all;
    }

    private Path kept(int number) {
        return data.resolveSibling(data.getFileName() + "-kept-" + number);
    }

    /// What is incoming takes the place; what was there lies beside.
    public void forward() throws IOException {
        if (isThere(incoming)) {
            if (isThere(data)) {
                if (isThere(replaced)) {
                    throw new IOException(replaced + " should not be there yet");
                }
                move(data, replaced);
            }
            move(incoming, data);
        } else if (!isThere(data)) {
            throw new IOException(incoming + " is not there");
        }
    }

    /// What was replaced takes its place again; what came lies beside as incoming.
    public void back() throws IOException {
        if (isThere(replaced)) {
            if (isThere(data)) {
                if (isThere(incoming)) {
                    throw new IOException(incoming + " should not be there any more");
                }
                move(data, incoming);
            }
            move(replaced, data);
        }
    }

    /// Where nobody has written down a swap, but one was cut off between its renames: what was
    /// there takes its place again.
    public void heal() throws IOException {
        if (!isThere(data) && isThere(replaced)) {
            move(replaced, data);
        }
    }

    private void move(Path from, Path to) throws IOException {
        scratch.rename(from, to);
        var parent = data.toAbsolutePath().getParent();
        if (parent != null) {
            scratch.sync(parent);
        }
    }

    /// Whether there is anything where the data should be; false only where that is proven.
    public boolean hasData() {
        return !Files.notExists(data, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether something of a swap lies beside the data.
    public boolean hasLeftovers() {
        return isThere(incoming) || isThere(replaced) || !gone().isEmpty();
    }
}
