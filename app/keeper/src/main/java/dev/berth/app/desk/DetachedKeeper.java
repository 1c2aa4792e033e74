package dev.berth.app.desk;

import dev.berth.runtime.Home;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts `berth --hidden` in a session of its own, so that closing the terminal does not end it.
public final class DetachedKeeper implements KeeperStart {
    private static final Logger LOG = LoggerFactory.getLogger(DetachedKeeper.class);

    /// In bytes: many starts, or one that complained without end.
    private static final long LONG_OUTPUT = 256 << 10;

    private final Home home;
    private final Path javaHome;

    /// @param javaHome where the Java lies that runs us; the launcher lies in its `bin`
    public DetachedKeeper(Home home, Path javaHome) {
        this.home = home;
        this.javaHome = javaHome;
    }

    @Override
    public Child start() throws IOException {
        OwnerOnly.folder(home.logs());
        OwnerOnly.folder(home.run());
        var output = outputFile();
        var command = new ArrayList<String>();
        OwnProgram.newSession().ifPresent(command::add);
        command.addAll(OwnProgram.command(javaHome));
        command.add("--hidden");
        var before = Files.size(output);
        var news = home.run().getFileSystem().newWatchService();
        home.run().register(news, StandardWatchEventKinds.ENTRY_CREATE);
        var process =
                new ProcessBuilder(command)
                        .directory(home.logs().toFile())
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(output.toFile()))
                        .start();
        return new Started(process, news, output, before);
    }

    /// Several may be started at once, of which all but one end at once: all write to the end of
    /// the same file. One that has become long makes room.
    private Path outputFile() throws IOException {
        var output = home.logs().resolve("keeper-output.log");
        if (Files.exists(output) && Files.size(output) > LONG_OUTPUT) {
            Files.move(
                    output,
                    home.logs().resolve("keeper-output.1.log"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
        OwnerOnly.file(output);
        return output;
    }

    /// @param before how long the file was, in bytes
    private record Started(Process process, WatchService news, Path output, long before)
            implements Child {
        @Override
        public String said() {
            try (var file = Files.newInputStream(output)) {
                file.skipNBytes(before);
                return new String(file.readNBytes((int) LONG_OUTPUT), StandardCharsets.UTF_8);
            } catch (IOException e) {
                LOG.debug("what the keeper said cannot be read", e);
                return "";
            }
        }

        @Override
        public boolean ended() {
            return !process.isAlive();
        }

        @Override
        public void awaitNews(Duration atMost) throws InterruptedException {
            var told = news.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (told != null) {
                told.pollEvents();
                told.reset();
            }
        }

        @Override
        public void close() {
            try {
                news.close();
            } catch (IOException e) {
                LOG.debug("the watch on the home could not be closed", e);
            }
        }
    }
}
