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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts `berth run` in a session of its own, so that closing the terminal does not end it.
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
        onPath("setsid").ifPresent(command::add);
        command.addAll(berth());
        command.add("run");
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

    /// The launcher beside our Java; while developing, the Java with the modules or classes that we
    /// run from.
    private List<String> berth() {
        var launcher = javaHome.resolve("bin").resolve("berth");
        if (Files.isExecutable(launcher)) {
            return List.of(launcher.toString());
        }
        var java = javaHome.resolve("bin").resolve("java").toString();
        var modules = System.getProperty("jdk.module.path", "");
        return modules.isEmpty()
                ? List.of(java, "-cp", System.getProperty("java.class.path"), "dev.berth.app.Main")
                : List.of(java, "-p", modules, "-m", "dev.berth.app/dev.berth.app.Main");
    }

    private static Optional<String> onPath(String program) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }
}
