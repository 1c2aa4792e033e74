package dev.berth.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A page for the browser that leads on to an address with a secret in it. The browser is handed
/// the page's path, so the secret is in nobody's arguments; the page is closed to others, has a
/// name that nobody can guess, and is taken away as soon as it was read (DESIGN 4.9).
public final class RedirectPage implements AutoCloseable {
    private static final String PREFIX = "open-";
    private static final Duration LONGEST_STAY = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// What a browser may take from opening a file to having read it.
    private static final Duration READING = Duration.ofSeconds(1);

    private final Path file;
    private final FileTime untouched;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RedirectPage(Path file, FileTime untouched) {
        this.file = file;
        this.untouched = untouched;
    }

    /// Writes the page.
    ///
    /// @param folder owner-only; pages that an earlier call could not take away are taken away now
    public static RedirectPage to(URI address, Path folder) throws IOException {
        OwnerOnly.folder(folder);
        takeAwayLeftovers(folder);
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        var file = folder.resolve(PREFIX + HexFormat.of().formatHex(random) + ".html");
        OwnerOnly.newFile(file);
        Files.writeString(file, html(address), StandardCharsets.UTF_8);
        // An old time of access, so that also a file system that seldom writes one shows the first.
        var attributes = Files.getFileAttributeView(file, BasicFileAttributeView.class);
        var untouched = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        attributes.setTimes(null, untouched, null);
        return new RedirectPage(file, accessed(file));
    }

    /// Where it lies.
    public Path file() {
        return file;
    }

    /// Waits until the page was read, or long enough for a slow browser.
    public void awaitReading() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_STAY.toNanos();
        while (System.nanoTime() < deadline && !wasRead()) {
            if (closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        var _ = closed.await(READING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean wasRead() {
        try {
            return !accessed(file).equals(untouched);
        } catch (IOException e) {
            return true;
        }
    }

    /// Takes the page away.
    @Override
    public void close() {
        closed.countDown();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a page with a key in it could not be deleted", e);
        }
    }

    private static void takeAwayLeftovers(Path folder) throws IOException {
        var old = Instant.now().minus(LONGEST_STAY).minus(READING);
        try (var pages = Files.newDirectoryStream(folder, PREFIX + "*.html")) {
            for (var page : pages) {
                if (Files.getLastModifiedTime(page).toInstant().isBefore(old)) {
                    Files.deleteIfExists(page);
                }
            }
        }
    }

    private static FileTime accessed(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).lastAccessTime();
    }

    /// The address comes from a supervisor, and still nothing in it may become markup or script.
    private static String html(URI address) {
        var quoted =
                address.toASCIIString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
        return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="refresh" content="0; url=%s">
        <title>Your assistant</title>
        <p><a href="%s">Go on to your assistant</a></p>
        </html>
        """
                .formatted(quoted, quoted);
    }
}
