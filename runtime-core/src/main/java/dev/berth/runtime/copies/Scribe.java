package dev.berth.runtime.copies;

import dev.berth.runtime.copies.Headway.Part;
import dev.berth.runtime.copies.archive.BadCopy;
import dev.berth.runtime.copies.archive.Bounds;
import dev.berth.runtime.copies.archive.CopyReader;
import dev.berth.runtime.copies.archive.Extraction;
import dev.berth.runtime.copies.archive.Facts;
import dev.berth.runtime.copies.archive.Receiver;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.copies.archive.Seal;
import dev.berth.runtime.copies.archive.SealFrame;
import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import dev.berth.runtime.copies.tree.TreeWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// All that is done with copies, one thing at a time, for as long as it takes. What fails or is
/// given up leaves nothing but what was there before.
public final class Scribe {
    private final Shelf shelf;
    private final Path folder;
    private final Scratch scratch;
    private final Clock clock;
    private final long reserve;
    private final boolean patient;

    /// @param folder of the shelf
    public Scribe(Path folder, Scratch scratch, Clock clock) {
        this(folder, scratch, clock, Room.RESERVE, false);
    }

    /// One that waits for what another process has begun: an earlier keeper's may be about to end.
    public static Scribe patient(Path folder, Scratch scratch, Clock clock) {
        return new Scribe(folder, scratch, clock, Room.RESERVE, true);
    }

    /// With another need of free room.
    Scribe(Path folder, Scratch scratch, Clock clock, long reserve) {
        this(folder, scratch, clock, reserve, false);
    }

    private Scribe(Path folder, Scratch scratch, Clock clock, long reserve, boolean patient) {
        this.patient = patient;
        this.folder = folder;
        this.scratch = scratch;
        this.clock = clock;
        this.reserve = reserve;
        shelf = new Shelf(folder, scratch);
    }

    /// Whose data is copied.
    ///
    /// @param instance id of the home
    /// @param release of the service, where known
    /// @param berth our own version
    public record Owner(String instance, Optional<String> release, String berth) {}

    /// Somebody else is at work on the shelf.
    public static final class Busy extends IOException {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("another safety copy is being worked on");
        }
    }

    private interface Work<T> {
        T in(Path workshop) throws IOException;
    }

    private <T> T claimed(Work<T> work) throws IOException {
        try (var claim = shelf.claim(patient).orElseThrow(Busy::new)) {
            try {
                return work.in(claim.workshop());
            } finally {
                claim.tidyUp();
            }
        }
    }

    private Room room() {
        return new Room(folder, reserve);
    }

    /// Makes a copy, and takes away those that need not be kept any more.
    ///
    /// @param limit bytes that all copies may take; empty for any
    public Kept.Sealed make(
            Path data,
            Owner owner,
            Reason reason,
            Stillness stillness,
            Headway headway,
            OptionalLong limit)
            throws IOException {
        return claimed(workshop -> {
            var made = clock.instant();
            var id = shelf.free(made, reason);
            var facts =
                    new Facts(
                            id.text(),
                            made,
                            reason.id(),
                            owner.instance(),
                            owner.release(),
                            owner.berth());
            var copy =
                    new CopyMaker(data, workshop, scratch, stillness, headway, room(), clock)
                            .make(facts);
            var size = Files.size(copy.file());
            shelf.put(copy.file(), id);
            var _ = shelf.tidy(clock.instant(), limit);
            return new Kept.Sealed(id, copy.seal(), size);
        });
    }

    /// Whether anything changed since the newest good copy. Looks at times and numbers only.
    public boolean isChanged(Path data) throws IOException {
        var last =
                shelf.list().stream()
                        .filter(Kept.Sealed.class::isInstance)
                        .map(Kept.Sealed.class::cast)
                        .filter(copy -> copy.seal().isWhole())
                        .findFirst();
        if (last.isEmpty()) {
            return true;
        }
        var news = new News(last.get());
        new TreeWalk(data, news).go();
        return news.isChanged();
    }

    /// Compares a folder with a copy, roughly.
    private static final class News implements TreeWalk.Visitor {
        private final Kept.Sealed last;
        private long files;
        private long bytes;
        private boolean younger;

        News(Kept.Sealed last) {
            this.last = last;
        }

        @Override
        public void found(Node node, Path path) {
            var made = last.made().getEpochSecond();
            younger |= node.changed().seconds() >= made || node.modified().seconds() >= made;
            if (node.kind() == Kind.FILE) {
                files++;
                bytes += node.size();
            }
        }

        @Override
        public void leftOut(RawName name, String reason) {}

        boolean isChanged() {
            return younger || files != last.seal().files() || bytes != last.seal().bytes();
        }
    }

    /// Reads a copy from its first byte to its last.
    ///
    /// @throws BadCopy when it is not what it was
    public Seal verify(CopyId id, Headway headway) throws IOException {
        var lists = Files.createTempDirectory(folder, ".verify-");
        try {
            return read(shelf.file(id), Receiver.none(), Part.CHECKING, headway, lists);
        } finally {
            remove(lists);
        }
    }

    private Seal read(Path file, Receiver receiver, Part part, Headway headway, Path lists)
            throws IOException {
        var read = new long[1];
        var packed = SealFrame.read(file).seal().packed();
        try (var reader =
                new CopyReader(
                        file,
                        Bounds.of(Long.MAX_VALUE),
                        receiver,
                        bytes -> {
                            read[0] += bytes;
                            headway.at(part, read[0], packed);
                        },
                        lists)) {
            return reader.read();
        }
    }

    private void remove(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                scratch.delete(entry);
            }
        }
        scratch.delete(folder);
    }

    /// What was extracted.
    ///
    /// @param notes what is not as it was
    public record Extracted(Seal seal, List<String> notes) {}

    /// Makes the files of a copy anew beside the data. What lay there of an earlier try goes.
    ///
    /// @param instance id of the home: a copy of another one is less trusted
    public Extracted extract(CopyId id, Swap swap, String instance, Headway headway)
            throws IOException {
        return claimed(workshop -> {
            var file = shelf.file(id);
            var seal = SealFrame.read(file).seal();
            new Room(parent(swap.incoming()), reserve).demand(seal.bytes());
            var foreign =
                    !seal.facts().instance().equals(instance)
                            || id.text().endsWith(Reason.IMPORTED.id());
            var extraction = new Extraction(swap.incoming(), scratch, foreign);
            extraction.discard();
            try {
                var proven = read(file, extraction, Part.EXTRACTING, headway, workshop);
                extraction.finish();
                return new Extracted(proven, extraction.notes());
            } catch (IOException | RuntimeException e) {
                extraction.discard();
                throw e;
            }
        });
    }

    private static Path parent(Path path) {
        var parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }

    /// Writes a copy to a file outside, read back there.
    public Seal export(CopyId id, Path target, Headway headway) throws IOException {
        var beside = target.resolveSibling("." + target.getFileName() + ".part");
        scratch.delete(beside);
        try {
            pass(shelf.file(id), beside, headway);
            scratch.sync(beside);
            var lists = Files.createTempDirectory(folder, ".verify-");
            try {
                var seal = read(beside, Receiver.none(), Part.CHECKING, headway, lists);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
                scratch.sync(parent(target));
                return seal;
            } finally {
                remove(lists);
            }
        } finally {
            scratch.delete(beside);
        }
    }

    /// Takes a copy in from outside, checked. One that is there already stays.
    public Kept.Sealed importFrom(Path source, Headway headway) throws IOException {
        return claimed(workshop -> {
            var size = Files.size(source);
            room().demand(size);
            var seal = SealFrame.read(source).seal();
            var same =
                    shelf.list().stream()
                            .filter(Kept.Sealed.class::isInstance)
                            .map(Kept.Sealed.class::cast)
                            .filter(copy -> copy.seal().body().equals(seal.body()))
                            .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            var id =
                    CopyId.parse(seal.facts().id())
                            .filter(own -> own.equals(CopyId.of(made(seal), reason(seal))))
                            .orElseThrow(() -> new BadCopy("its name is none"));
            if (Files.exists(shelf.file(id))) {
                throw new BadCopy("another copy with its name, " + id.text() + ", is there");
            }
            var beside = workshop.resolve("incoming");
            pass(source, beside, headway);
            scratch.sync(beside);
            var proven = read(beside, Receiver.none(), Part.CHECKING, headway, workshop);
            shelf.put(beside, id);
            return new Kept.Sealed(id, proven, size);
        });
    }

    private static Instant made(Seal seal) {
        return CopyId.parse(seal.facts().id()).flatMap(CopyId::made).orElse(seal.facts().made());
    }

    private static Reason reason(Seal seal) {
        return Reason.of(seal.facts().why()).orElse(Reason.IMPORTED);
    }

    private void pass(Path from, Path to, Headway headway) throws IOException {
        var size = Files.size(from);
        var buffer = new byte[256 << 10];
        var done = 0L;
        try (var in = Files.newInputStream(from);
                var out = scratch.create(to)) {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                done += count;
                headway.at(Part.COPYING, done, size);
            }
        }
    }
}
