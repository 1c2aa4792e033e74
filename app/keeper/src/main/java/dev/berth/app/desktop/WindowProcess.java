package dev.berth.app.desktop;

import dev.berth.app.desk.OwnProgram;
import dev.berth.app.desk.OwnerOnly;
import dev.berth.runtime.Screens.View;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window as a child in a session of its own: what ends the keeper's terminal does not end it.
/// One thread starts and ends; everybody else leaves it a note.
public final class WindowProcess implements Windows {
    private static final Logger LOG = LoggerFactory.getLogger(WindowProcess.class);

    /// In bytes; a new start makes room then.
    private static final long LONG_OUTPUT = 256 << 10;

    /// One that has not said by then that it is there has hung.
    private static final long LONGEST_WAY_NS = Duration.ofSeconds(10).toNanos();

    private static final long SECONDS_TO_END = 2;

    private final List<String> window;
    private final Path logs;
    private final ExecutorService owner =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("berth-windows").factory());

    // Owner thread only.
    private final List<Process> children = new ArrayList<>();
    private Optional<Process> onItsWay = Optional.empty();
    private long started;

    /// @param window how the window's process is started
    /// @param logs where what it says is kept
    public WindowProcess(List<String> window, Path logs) {
        this.window = List.copyOf(window);
        this.logs = logs;
    }

    @Override
    public void open(View view) {
        owner.execute(() -> {
            var coming =
                    onItsWay.filter(Process::isAlive).isPresent()
                            && System.nanoTime() - started < LONGEST_WAY_NS;
            if (!coming) {
                onItsWay = start(arguments(view));
                started = System.nanoTime();
            }
        });
    }

    private static List<String> arguments(View view) {
        return view == View.STATE ? List.of() : List.of(view.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void openNotice() {
        owner.execute(() -> {
            var _ = start(List.of("--notice"));
        });
    }

    @Override
    public void openRefused(String sentence) {
        owner.execute(() -> {
            var _ = start(List.of("--refused", sentence));
        });
    }

    private Optional<Process> start(List<String> arguments) {
        children.removeIf(child -> !child.isAlive());
        var command = new ArrayList<String>();
        OwnProgram.newSession().ifPresent(command::add);
        command.addAll(window);
        command.addAll(arguments);
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectInput(Redirect.from(new File("/dev/null")))
                            .redirectErrorStream(true)
                            .redirectOutput(output())
                            .start();
            var _ = process.onExit().thenAccept(WindowProcess::note);
            children.add(process);
            return Optional.of(process);
        } catch (IOException e) {
            LOG.warn("the window could not be started: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void note(Process process) {
        if (process.exitValue() != 0) {
            LOG.info("the window ended with {}", process.exitValue());
        }
    }

    /// A window is shown also where nothing can be kept of what it says.
    private Redirect output() {
        try {
            return Redirect.appendTo(outputFile().toFile());
        } catch (IOException e) {
            LOG.info("what the window says is not kept: {}", e.getMessage());
            return Redirect.DISCARD;
        }
    }

    private Path outputFile() throws IOException {
        OwnerOnly.folder(logs);
        var output = logs.resolve("window-output.log");
        if (Files.exists(output) && Files.size(output) > LONG_OUTPUT) {
            OwnerOnly.newFile(output);
        } else {
            OwnerOnly.file(output);
        }
        return output;
    }

    @Override
    public void leave() {
        finish(() -> {});
    }

    @Override
    public void end() {
        finish(this::endChildren);
    }

    private void finish(Runnable last) {
        var ended = owner.submit(last);
        owner.shutdown();
        try {
            ended.get(SECONDS_TO_END + 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("a window did not end: {}", e.getMessage());
        }
    }

    private void endChildren() {
        children.forEach(Process::destroy);
        try {
            for (var child : children) {
                if (!child.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    child.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
