package dev.berth.runtime.doctor;

import dev.berth.runtime.Home;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.copies.Kept;
import dev.berth.runtime.copies.Shelf;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JsonlJournal;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.supervisor.Activities;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The safety copies: whether there is a good one, and whether what changed lately is in it. Only
/// their seals are read; to read one from its first byte takes longer than doctor may.
final class CopyChecks {

    /// One is made each day while the service runs (decision 38); that it misses one need not be
    /// told.
    private static final Duration LATE = Duration.ofDays(2);

    /// From here on much would be lost.
    private static final Duration FAR_TOO_LATE = Duration.ofDays(14);

    /// What was written while a copy was made is in it.
    private static final Duration MARGIN = Duration.ofHours(1);

    /// The journal's lines in which a copy that came to nothing is looked for.
    private static final int NOTES = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Home home;
    private final Optional<RuntimeState> kept;
    private final Clock clock;
    private final ZoneId zone;

    /// @param zone in which times are told
    CopyChecks(Home home, Optional<RuntimeState> kept, Clock clock, ZoneId zone) {
        this.home = home;
        this.kept = kept;
        this.clock = clock;
        this.zone = zone;
    }

    List<Check> all() {
        return List.of(Check.of(Part.COPIES, this::copies));
    }

    private Sign copies(Limit limit) throws IOException {
        var folder = home.copies();
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                && !(Files.isDirectory(folder)
                        && Files.isReadable(folder)
                        && Files.isWritable(folder)
                        && Files.isExecutable(folder))) {
            return closed(folder);
        }
        List<Kept> all;
        try {
            all = new Shelf(folder, Scratch.ofThisComputer()).list();
        } catch (AccessDeniedException e) {
            return closed(folder);
        }
        var flaws = flaws(all);
        var newest = good(all);
        return newest.isPresent() ? judged(newest.get().made(), flaws, limit) : without(all, flaws);
    }

    private Sign judged(Instant newest, List<String> flaws, Limit limit) throws IOException {
        var told = TIME.format(newest.atZone(zone));
        var failure = failureSince(newest);
        var details = new ArrayList<>(flaws);
        failure.ifPresent(details::add);
        var age = Duration.between(newest, clock.instant());
        if (age.compareTo(LATE) > 0 && changedSince(newest.plus(MARGIN), limit)) {
            return (age.compareTo(FAR_TOO_LATE) > 0 ? Found.COPIES_FAR_TOO_OLD : Found.COPIES_OLD)
                    .of(Part.COPIES, details, told);
        }
        if (failure.isPresent()) {
            return Found.COPIES_FAILED.of(Part.COPIES, details, told);
        }
        return (flaws.isEmpty() ? Found.COPIES_WELL : Found.COPIES_SOME_BAD)
                .of(Part.COPIES, details, told);
    }

    private static Sign closed(Path folder) {
        return Found.COPIES_CLOSED.of(
                Part.COPIES,
                List.of(
                        "%s: sudo chown -R \"$(id -un)\" '%s' && chmod u+rwX '%s'"
                                .formatted(folder, folder, folder)));
    }

    private static Optional<Kept.Sealed> good(List<Kept> all) {
        return all.stream()
                .flatMap(copy ->
                        copy instanceof Kept.Sealed sealed && sealed.seal().isWhole()
                                ? Stream.of(sealed)
                                : Stream.empty())
                .max(Comparator.comparing(Kept.Sealed::made));
    }

    /// What is wrong with those that are not whole.
    private static List<String> flaws(List<Kept> all) {
        return all.stream()
                .flatMap(copy ->
                        switch (copy) {
                            case Kept.Damaged(var id, _, var what) ->
                                    Stream.of(id.text() + ": " + what);
                            case Kept.Sealed sealed when sealed.seal().isWhole() -> Stream.empty();
                            case Kept.Sealed(var id, var seal, _) ->
                                    seal.leftOut().stream().map(what -> id.text() + ": " + what);
                        })
                .toList();
    }

    private Sign without(List<Kept> all, List<String> flaws) throws IOException {
        if (!all.isEmpty()) {
            return (all.stream().anyMatch(Kept.Sealed.class::isInstance)
                            ? Found.COPIES_PARTIAL
                            : Found.COPIES_ALL_BAD)
                    .of(Part.COPIES, flaws);
        }
        var since = kept.flatMap(RuntimeState::firstReadyAt);
        if (since.isEmpty() || !Files.isDirectory(home.data())) {
            return Found.COPIES_NOT_NEEDED.of(Part.COPIES);
        }
        var details = failureSince(Instant.EPOCH).stream().toList();
        var used = Duration.between(since.get(), clock.instant());
        if (used.compareTo(FAR_TOO_LATE) > 0) {
            return Found.COPIES_MISSING.of(Part.COPIES, details);
        }
        return used.compareTo(LATE) > 0 || !details.isEmpty()
                ? Found.COPIES_NONE.of(Part.COPIES, details)
                : Found.COPIES_SOON.of(Part.COPIES);
    }

    /// Why the last copy came to nothing, where none was made since.
    private Optional<String> failureSince(Instant newest) throws IOException {
        return new JsonlJournal(home.state())
                .newest(NOTES).stream()
                        .filter(Noticed.class::isInstance)
                        .map(Noticed.class::cast)
                        .filter(note ->
                                note.what().equals(Activities.COPY_MADE)
                                        || note.what().equals(Activities.COPY_FAILED))
                        .max(Comparator.comparing(JournalEntry::at))
                        .filter(note -> note.what().equals(Activities.COPY_FAILED))
                        .filter(note -> note.at().isAfter(newest))
                        .map(note ->
                                TIME.format(note.at().atZone(zone))
                                        + note.detail().map(text -> ": " + text).orElse(""));
    }

    /// Whether a file of the service was changed after that. Ends with the first; what cannot be
    /// looked at in time is taken to be so, for who asks is told rather too much.
    private boolean changedSince(Instant at, Limit limit) throws IOException {
        var now = clock.instant();
        var until = System.nanoTime() + limit.atMost().toNanos() / 2;
        var newer = new boolean[1];
        Files.walkFileTree(
                home.data().toRealPath(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                        var changed = seen.lastModifiedTime().toInstant();
                        var isNewer = changed.isAfter(at) && !changed.isAfter(now);
                        return isNewer || isOver() ? stop() : FileVisitResult.CONTINUE;
                    }

                    private boolean isOver() {
                        return System.nanoTime() - until > 0 || limit.cancellation().isCancelled();
                    }

                    private FileVisitResult stop() {
                        newer[0] = true;
                        return FileVisitResult.TERMINATE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE; // of the service, or just gone
                    }
                });
        return newer[0];
    }
}
