package dev.berth.runtime.engine.podman;

import dev.berth.runtime.limit.Limit;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Runs the program `podman`: no shell, no input, both streams drained into bounded buffers, a
/// limit that ends it together with its children, and an environment in which nobody redirects it
/// (DESIGN 4, rule 11). Any thread may call; the calling thread waits. Nothing is left running
/// between calls.
final class PodmanCli {

    /// These send the commands to another computer's engine (podman.md C-06).
    private static final Set<String> REDIRECTING =
            Set.of("CONTAINER_HOST", "CONTAINER_CONNECTION", "CONTAINER_SSHKEY", "DOCKER_HOST");

    /// A window program's PATH is often shorter than a shell's.
    private static final List<String> USUAL_FOLDERS =
            List.of("/usr/bin", "/usr/local/bin", "/opt/podman/bin", "/opt/homebrew/bin");

    private static final int LONGEST_OUTPUT = 8 * 1024 * 1024;
    private static final int KEPT_COMPLAINT = 64 * 1024;

    /// After the end the rest of the output is at hand, unless a child kept the pipe open.
    private static final Duration REST_OF_OUTPUT = Duration.ofMillis(500);

    private final Map<String, String> environment;
    private final List<Path> folders;

    /// @param environment ours, from which the program's is made
    PodmanCli(Map<String, String> environment) {
        this(environment, USUAL_FOLDERS);
    }

    /// @param usualFolders looked in after those of PATH
    PodmanCli(Map<String, String> environment, List<String> usualFolders) {
        this.environment = scrubbed(environment);
        this.folders =
                Stream.concat(
                                Stream.of(
                                        environment
                                                .getOrDefault("PATH", "")
                                                .split(File.pathSeparator, -1)),
                                usualFolders.stream())
                        .filter(folder -> folder.startsWith("/"))
                        .distinct()
                        .map(Path::of)
                        .toList();
    }

    private static Map<String, String> scrubbed(Map<String, String> ours) {
        var theirs = new HashMap<>(ours);
        theirs.keySet().removeAll(REDIRECTING);
        theirs.put("LC_ALL", "C.UTF-8");
        theirs.put("NO_COLOR", "1");
        return Map.copyOf(theirs);
    }

    /// Looked for each time, for it may be installed while we run; that costs a few microseconds.
    private Optional<Path> program() {
        return folders.stream()
                .map(folder -> folder.resolve("podman"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    Outcome run(Call call, Limit limit) {
        if (limit.cancellation().isCancelled()) {
            return new Outcome.Cancelled();
        }
        var program = program();
        if (program.isEmpty()) {
            return new Outcome.NoProgram("podman is in none of " + folders);
        }
        try {
            return follow(start(program.get(), call), call, limit);
        } catch (IOException cannotRun) {
            return new Outcome.NoProgram(program.get() + ": " + cannotRun.getMessage());
        }
    }

    private Process start(Path program, Call call) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(call.arguments());
        var builder =
                new ProcessBuilder(command)
                        .directory(call.folder().toFile())
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectErrorStream(call.merged());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// What ends the waiting.
    private enum End {
        EXITED,
        CANCELLED,
        FULL
    }

    private static Outcome follow(Process process, Call call, Limit limit) {
        var end = new CompletableFuture<End>();
        Sink out =
                call.lines()
                        .<Sink>map(Sink.Lines::new)
                        .orElseGet(
                                () -> new Sink.Head(LONGEST_OUTPUT, () -> end.complete(End.FULL)));
        Sink err =
                call.complaints()
                        .<Sink>map(Sink.Lines::new)
                        .orElseGet(() -> new Sink.Tail(KEPT_COMPLAINT));
        var drains =
                List.of(
                        drain(process.getInputStream(), out, call.verb() + "-out"),
                        drain(process.getErrorStream(), err, call.verb() + "-err"));
        var exited = process.onExit().thenApply(_ -> End.EXITED);
        try (var _ = limit.cancellation().onCancel(() -> end.complete(End.CANCELLED))) {
            var how =
                    end.applyToEither(exited, End.class::cast)
                            .get(Math.max(0, limit.atMost().toNanos()), TimeUnit.NANOSECONDS);
            if (how == End.EXITED) {
                finish(drains);
            }
            return switch (how) {
                case EXITED -> new Outcome.Finished(process.exitValue(), out.text(), err.text());
                case CANCELLED -> new Outcome.Cancelled();
                case FULL -> new Outcome.OutputTooLong();
            };
        } catch (TimeoutException passed) {
            return new Outcome.TimedOut(err.text());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Cancelled();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the end was never completed badly", impossible);
        } finally {
            ProcessEnd.make(process);
        }
    }

    private static Thread drain(InputStream stream, Sink sink, String name) {
        return Thread.ofPlatform()
                .daemon()
                .name("podman-" + name)
                .start(() -> {
                    try (stream) {
                        var buffer = new byte[8192];
                        for (int got = stream.read(buffer); got >= 0; got = stream.read(buffer)) {
                            sink.take(buffer, got);
                        }
                    } catch (IOException closed) {
                        // The process was ended; what it had said is in the sink.
                    }
                    sink.end();
                });
    }

    private static void finish(List<Thread> drains) throws InterruptedException {
        var deadline = System.nanoTime() + REST_OF_OUTPUT.toNanos();
        for (var drain : drains) {
            drain.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }
}
