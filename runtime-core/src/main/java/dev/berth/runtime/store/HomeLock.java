package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One supervisor per home: a lock that the operating system holds on `state/lock` and gives back
/// when the process ends in any way. The file itself is never removed, because a lock lives on the
/// file and not on its name.
public final class HomeLock implements AutoCloseable {

    /// Files that this process has locked. The system ties such a lock to the whole process and
    /// drops it as soon as any of its parts opens and closes the file, so the process as a whole
    /// must know before it opens the file again. Nobody else may open it in this process.
    private static final Map<Path, Holder> LOCKED = new ConcurrentHashMap<>();

    /// Where the locked byte lies: behind all text, so that others can read the text on Windows.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_TEXT = 4096;

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Who holds a lock, for messages.
    ///
    /// @param started when that process began
    public record Holder(long pid, Instant started, String version) {

        /// This process.
        public static Holder self(String version) {
            var process = ProcessHandle.current();
            var started = process.info().startInstant().orElse(Instant.EPOCH);
            return new Holder(process.pid(), started, version);
        }
    }

    /// What came of trying to take the lock.
    public sealed interface Attempt {

        record Taken(HomeLock lock) implements Attempt {}

        /// Another has it.
        ///
        /// @param holder empty in the moment in which it has not said yet who it is
        record HeldBy(Optional<Holder> holder) implements Attempt {}
    }

    /// Takes the lock, or says who has it. Never waits.
    ///
    /// @param folder `state/`, which must be there
    public static Attempt attempt(Path folder, Holder self) throws IOException {
        var file = folder.toAbsolutePath().resolve("lock");
        try {
            file = folder.toRealPath().resolve("lock");
            DurableFile.isThere(file);
            var here = LOCKED.putIfAbsent(file, self);
            return here == null ? attemptAlone(file, self) : new Attempt.HeldBy(Optional.of(here));
        } catch (UnusableFile e) {
            throw e;
        } catch (IOException e) {
            throw new UnusableFile(
                    ("Berth could not lock %s (%s): keep its files on a disk of this computer, where"
                                    + " your account may write.")
                            .formatted(file, UnusableFile.reason(e)),
                    e);
        }
    }

    /// No other thread of this process opens the file meanwhile.
    private static Attempt attemptAlone(Path file, Holder self) throws IOException {
        var taken = false;
        try {
            var channel = locked(file);
            if (channel.isEmpty()) {
                return new Attempt.HeldBy(holder(file));
            }
            var lock = new HomeLock(file, channel.get());
            lock.say(self);
            taken = true;
            return new Attempt.Taken(lock);
        } finally {
            if (!taken) {
                LOCKED.remove(file);
            }
        }
    }

    /// @return the open channel with the lock, or empty when another process has it
    private static Optional<FileChannel> locked(Path file) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.WRITE,
                                StandardOpenOption.CREATE,
                                LinkOption.NOFOLLOW_LINKS),
                        Posix.mode(file, Posix.FILE));
        var kept = false;
        try {
            kept = channel.tryLock(LOCKED_BYTE, 1, false) != null;
            return kept ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    private void say(Holder self) throws IOException {
        var object = Json.object();
        object.put("pid", self.pid());
        object.put("started", self.started().toString());
        object.put("version", self.version());
        var text = ByteBuffer.wrap((Json.line(object) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            channel.truncate(0);
            while (text.hasRemaining()) {
                channel.write(text);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// What the file says, unless it still names a process that is gone.
    private static Optional<Holder> holder(Path file) throws IOException {
        return read(file).filter(h -> ProcessHandle.of(h.pid()).isPresent());
    }

    private static Optional<Holder> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var fields = new Fields(Json.parse(in.readNBytes(LONGEST_TEXT)));
            var holder =
                    new Holder(
                            fields.whole("pid", 1, Long.MAX_VALUE),
                            fields.instant("started"),
                            fields.text("version"));
            return Optional.of(holder);
        } catch (WrongField _) {
            return Optional.empty();
        }
    }

    /// Whom the file names, whether or not that one lives and holds the lock; empty where it names
    /// nobody. Takes nothing and writes nothing. Not for the process that holds the lock: reading
    /// the file would give it back.
    ///
    /// @param folder `state/`
    public static Optional<Holder> named(Path folder) throws IOException {
        var file = folder.toAbsolutePath().resolve("lock");
        var here =
                LOCKED.entrySet().stream()
                        .filter(one -> one.getKey().equals(file))
                        .map(Map.Entry::getValue)
                        .findFirst();
        return here.isPresent() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? here
                : read(file);
    }

    /// Gives the lock back.
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            LOCKED.remove(file);
        }
    }
}
