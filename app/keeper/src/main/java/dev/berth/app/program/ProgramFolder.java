package dev.berth.app.program;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A program in a folder of its own, as the build lays it out: its file `build` has the version and
/// the digest of `lib/modules`. Nothing is asked by the clock; the kernel wakes it.
public final class ProgramFolder implements Program {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramFolder.class);

    /// Package managers put file after file in its place; this long nothing must have changed.
    private static final Duration QUIET = Duration.ofSeconds(2);

    /// What does not start yet may be waiting for a part of it that lies elsewhere.
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private static final int TRIES = 4;
    private static final long SECONDS_TO_START = 20;

    private final Path folder;
    private final Duration quiet;
    private final Duration again;
    private final Optional<String> ours;

    /// The one in this folder; while developing, when there is no `build` in it, nothing replaces
    /// it.
    public ProgramFolder(Path folder) {
        this(folder, QUIET, AGAIN);
    }

    ProgramFolder(Path folder, Duration quiet, Duration again) {
        this.folder = folder;
        this.quiet = quiet;
        this.again = again;
        this.ours = build();
    }

    private Optional<String> build() {
        try {
            return Optional.of(Files.readString(folder.resolve("build")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Watch whenReplaced(Runnable act) {
        if (ours.isEmpty()) {
            return () -> {};
        }
        try {
            var news = folder.getFileSystem().newWatchService();
            register(news);
            Thread.ofVirtual().name("berth-program").start(() -> follow(news, act));
            return () -> close(news);
        } catch (IOException e) {
            LOG.info("nobody tells when Berth is updated: {}", e.getMessage());
            return () -> {};
        }
    }

    /// Also those that were made anew; for the others nothing changes.
    private void register(WatchService news) throws IOException {
        for (var part : List.of(folder, folder.resolve("lib"), folder.resolve("lib/server"))) {
            if (Files.isDirectory(part)) {
                part.register(news, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            }
        }
    }

    private static void close(WatchService news) {
        try {
            news.close();
        } catch (IOException e) {
            LOG.debug("the watch on the program could not be closed", e);
        }
    }

    private void follow(WatchService news, Runnable act) {
        try (news) {
            do {
                register(news);
                hear(news.take());
            } while (!replaced(news));
            act.run();
        } catch (ClosedWatchServiceException closed) {
            LOG.debug("nobody wants to know any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the watch on the program has ended: {}", e.getMessage());
        }
    }

    /// Else the key tells no more.
    private static void hear(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    /// Whether another build is there for good.
    private boolean replaced(WatchService news) throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            settle(news);
            var theirs = build();
            if (theirs.equals(ours)) {
                return false;
            }
            if (theirs.isPresent() && isWhole(theirs.get()) && starts()) {
                LOG.info("another build of Berth lies here now: {}", theirs.get());
                return true;
            }
            Optional.ofNullable(news.poll(again.toNanos(), TimeUnit.NANOSECONDS))
                    .ifPresent(ProgramFolder::hear);
        }
        LOG.warn("another build of Berth lies in {} and does not start; this one goes on", folder);
        return false;
    }

    /// Returns when nothing has changed for a while.
    private void settle(WatchService news) throws InterruptedException {
        var key = news.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
        while (key != null) {
            hear(key);
            key = news.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private boolean isWhole(String build) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(folder.resolve("lib/modules"), into);
            }
            return build.endsWith(" " + HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }

    private boolean starts() throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(folder.resolve("bin/berth").toString(), "--version")
                            .redirectInput(Redirect.from(new File("/dev/null")))
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start();
            if (!process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
