package dev.berth.runtime.copies.archive;

import dev.berth.runtime.copies.tree.Line;
import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import java.io.IOException;

/// What is done with what is read of a copy. Of a name that comes twice the later one holds.
/// Nothing is proven before [CopyReader#read] has returned.
public interface Receiver {

    /// Takes a folder or a link, or begins a file.
    void take(Node node) throws IOException;

    /// More of the file that was begun last.
    void more(byte[] bytes, int count) throws IOException;

    /// That file is complete.
    void complete() throws IOException;

    /// What was taken under this name does not hold, nor what was taken below it.
    void drop(RawName name) throws IOException;

    /// What holds at last; each once, in order.
    void holds(Line line) throws IOException;

    /// Only looks.
    static Receiver none() {
        return new Receiver() {
            @Override
            public void take(Node node) {}

            @Override
            public void more(byte[] bytes, int count) {}

            @Override
            public void complete() {}

            @Override
            public void drop(RawName name) {}

            @Override
            public void holds(Line line) {}
        };
    }
}
