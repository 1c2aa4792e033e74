package dev.berth.runtime.provision;

import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.diagnosis.Redaction;
import dev.berth.runtime.firstrun.Installer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Installs with this computer's own package manager: as root at once, else after the system has
/// asked the person (`pkexec`). What the package manager says goes into a file and is read from
/// there, so that it goes on unharmed when we end: a pipe that nobody reads would end it half-way.
public final class SystemInstaller implements Installer {
    private static final Logger LOG = LoggerFactory.getLogger(SystemInstaller.class);

    /// The environment that the package manager and the system's question may need.
    private static final List<String> KEPT =
            List.of(
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "DISPLAY",
                    "WAYLAND_DISPLAY",
                    "XAUTHORITY",
                    "XDG_RUNTIME_DIR",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy");

    private final Path folder;
    private final Map<String, String> environment;
    private final Predicate<String> there;
    private final boolean root;
    private final List<Consumer<OptionalDouble>> listeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private @Nullable CompletableFuture<Installation> running;

    /// For this computer.
    ///
    /// @param folder of ours, for what the package manager says
    public SystemInstaller(Path folder, Map<String, String> environment) {
        this(
                folder,
                environment,
                PackageManager::isThere,
                "root".equals(System.getProperty("user.name")));
    }

    /// @param there whether a program is on this computer
    SystemInstaller(
            Path folder, Map<String, String> environment, Predicate<String> there, boolean root) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.there = there;
        this.root = root;
    }

    /// Whether [#install] can do something here; then the same for a terminal.
    public Optional<String> command() {
        return PackageManager.found(there).map(manager -> manager.typed(root));
    }

    @Override
    public CompletionStage<Installation> install(Consumer<OptionalDouble> progress) {
        synchronized (lock) {
            listeners.add(progress);
            if (running == null) {
                var begun = new CompletableFuture<Installation>();
                running = begun;
                Thread.ofPlatform().name("installation").daemon(true).start(() -> run(begun));
            }
            return running.minimalCompletionStage();
        }
    }

    private void run(CompletableFuture<Installation> begun) {
        Installation outcome;
        try {
            outcome = installed();
        } catch (IOException e) {
            outcome = new Installation.Failed(List.of(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            outcome = new Installation.Failed(List.of("Berth ended before it was done."));
        } catch (RuntimeException bug) {
            LOG.error("an installation broke off", bug);
            outcome = new Installation.Failed(List.of(String.valueOf(bug.getMessage())));
        }
        LOG.info("installation: {}", outcome);
        synchronized (lock) {
            running = null;
            listeners.clear();
        }
        begun.complete(outcome);
    }

    private Installation installed() throws IOException, InterruptedException {
        var manager = PackageManager.found(there);
        if (manager.isEmpty()) {
            return new Installation.NotPossible(Optional.empty());
        }
        var byHand = Optional.of(manager.get().typed(root));
        if (!root && !there.test("pkexec")) {
            return new Installation.NotPossible(byHand);
        }
        tell(OptionalDouble.empty());
        var said = new Transcript(folder.resolve("installation.txt"));
        var process = started(manager.get(), said.file());
        var progress = new AptProgress();
        while (!process.waitFor(Transcript.BETWEEN_LOOKS)) { // as long as it takes
            heard(said, progress);
        }
        heard(said, progress);
        return outcome(process.exitValue(), said.lastLines(), byHand);
    }

    private void heard(Transcript said, AptProgress progress) throws IOException {
        for (var line : said.news()) {
            var share = progress.read(line);
            if (share.isPresent()) {
                tell(share);
            }
        }
    }

    private void tell(OptionalDouble share) {
        listeners.forEach(listener -> listener.accept(share));
    }

    /// In a session of its own where that can be had: what ends us by the terminal leaves it alone.
    private Process started(PackageManager manager, Path file) throws IOException {
        var command = new ArrayList<String>();
        if (root && there.test("setsid")) {
            command.addAll(List.of("setsid", "--wait"));
        }
        if (!root) {
            command.add("pkexec");
        }
        command.addAll(manager.command());
        var builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile());
        var variables = builder.environment();
        variables.clear();
        variables.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        variables.put("LC_ALL", "C.UTF-8");
        Stream.concat(
                        KEPT.stream(),
                        KEPT.stream().map(name -> name.toUpperCase(java.util.Locale.ROOT)))
                .filter(environment::containsKey)
                .forEach(name -> variables.put(name, environment.get(name)));
        return builder.start();
    }

    /// 126: the person closed the system's question; 127: they may not, or nobody could ask them
    /// (pkexec's manual).
    private Installation outcome(int status, List<String> last, Optional<String> byHand) {
        if (status == 0) {
            return new Installation.Installed();
        }
        if (!root && status == 126) {
            return new Installation.Declined();
        }
        if (!root && status == 127) {
            return last.stream().anyMatch(line -> line.contains("agent"))
                    ? new Installation.NotPossible(byHand)
                    : new Installation.Declined();
        }
        var redaction = Redaction.byShape();
        return new Installation.Failed(last.stream().map(redaction::of).toList());
    }
}
