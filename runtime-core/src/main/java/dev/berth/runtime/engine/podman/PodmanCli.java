package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.podman.Programs.Choice;
import dev.berth.runtime.limit.Limit;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
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
import java.util.function.Supplier;

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

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private static final String NOTHING = WINDOWS ? "NUL" : "/dev/null";

    private static final int LONGEST_OUTPUT = 8 * 1024 * 1024;
    private static final int KEPT_COMPLAINT = 64 * 1024;

    /// After the end the rest of the output is at hand, unless a child kept the pipe open.
    private static final Duration REST_OF_OUTPUT = Duration.ofMillis(500);

    /// Any program says its version at once.
    private static final Duration ONE_WORD = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Programs programs;

    /// @param environment ours, from which the program's is made
    /// @param chosen absolute path of the program that the person chose; asked with each run
    PodmanCli(Map<String, String> environment, Supplier<Optional<Path>> chosen) {
        this(
                environment,
                new Programs(
                        chosen,
                        WINDOWS
                                ? Programs.placesOfWindows(environment)
                                : Programs.places(environment, USUAL_FOLDERS)));
    }

    /// @param usualFolders looked in after those of PATH
    PodmanCli(Map<String, String> environment, List<String> usualFolders) {
        this(environment, Programs.anywhere(environment, usualFolders));
    }

    private PodmanCli(Map<String, String> environment, Programs programs) {
        this.environment = scrubbed(environment);
        this.programs = programs;
    }

    private static Map<String, String> scrubbed(Map<String, String> ours) {
        var theirs = new HashMap<>(ours);
        theirs.keySet().removeAll(REDIRECTING);
        theirs.put("LC_ALL", "C.UTF-8");
        theirs.put("NO_COLOR", "1");
        return Map.copyOf(theirs);
    }

    Outcome run(Call call, Limit limit) {
        if (limit.cancellation().isCancelled()) {
            return new Outcome.Cancelled();
        }
        return switch (programs.choose()) {
            case Choice.Found(var program) -> run(program, call, limit);
            case Choice.Unproven(var identity) -> proven(identity, call, new Spread(limit));
            case Choice.Missing(var why) -> new Outcome.NoProgram(why);
            case Choice.Unfit(var why) -> new Outcome.UnfitProgram(why);
        };
    }

    /// The file that would be run now.
    Optional<Path> program() {
        return switch (programs.choose()) {
            case Choice.Found(var program) -> Optional.of(program);
            case Choice.Unproven(var identity) -> Optional.of(identity.program());
            case Choice.Missing _, Choice.Unfit _ -> Optional.empty();
        };
    }

    /// What this file says when it is asked for its version.
    Outcome version(Path program, Limit limit) {
        return run(program, Call.of("version", "--version"), limit);
    }

    private Outcome run(Path program, Call call, Limit limit) {
        try {
            return follow(start(program, call), call, limit);
        } catch (IOException cannotRun) {
            return new Outcome.NoProgram(program + ": " + cannotRun.getMessage());
        }
    }

    /// Asks a program that the person chose what it is, before it is asked for anything else.
    private Outcome proven(Programs.Identity identity, Call call, Spread time) {
        var program = identity.program();
        var question = Call.of(call.verb(), "--version");
        Outcome answer;
        try {
            answer = follow(start(program, question), question, time.rest().within(ONE_WORD));
        } catch (IOException cannotRun) {
            return new Outcome.UnfitProgram(Programs.notStarted(program, cannotRun));
        }
        return answer instanceof Outcome.Finished said
                ? switch (programs.judged(identity, said)) {
                    case Choice.Unfit(var why) -> new Outcome.UnfitProgram(why);
                    case Choice _ -> run(program, call, time.rest());
                }
                : answer;
    }

    private Process start(Path program, Call call) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(call.arguments());
        var builder =
                new ProcessBuilder(command)
                        .directory(call.folder().toFile())
                        .redirectErrorStream(call.merged());
        if (call.manner().input().isEmpty()) {
            builder.redirectInput(Redirect.from(new File(NOTHING)));
        }
        call.manner()
                .outputFile()
                .ifPresent(file ->
                        builder.redirectOutput(beside(file, ".out").toFile())
                                .redirectError(beside(file, ".err").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(call.manner().environment());
        var process = builder.start();
        call.manner().born().accept(process.toHandle());
        return process;
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void feed(Process process, Call.Input input) {
        Thread.ofPlatform()
                .daemon()
                .name("podman-in")
                .start(() -> {
                    try (var stream = process.getOutputStream()) {
                        input.into(stream);
                    } catch (IOException closed) {
                        // It ended before it had read all; what it says of that is in its output.
                    }
                });
    }

    /// What it printed, wherever that went.
    private static String said(Call call, Sink sink, String ending) {
        return call.manner()
                .outputFile()
                .map(file -> Words.tail(beside(file, ending), KEPT_COMPLAINT))
                .orElseGet(sink::text);
    }

    /// What ends the waiting.
    private enum End {
        EXITED,
        CANCELLED,
        FULL
    }

    private static Outcome follow(Process process, Call call, Limit limit) {
        var end = new CompletableFuture<End>();
        call.manner().input().ifPresent(input -> feed(process, input));
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
                case EXITED ->
                        new Outcome.Finished(
                                process.exitValue(),
                                said(call, out, ".out"),
                                said(call, err, ".err"));
                case CANCELLED -> new Outcome.Cancelled();
                case FULL -> new Outcome.OutputTooLong();
            };
        } catch (TimeoutException passed) {
            return new Outcome.TimedOut(said(call, err, ".err"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Cancelled();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the end was never completed badly", impossible);
        } finally {
            if (call.manner().alone()) {
                ProcessEnd.alone(process.toHandle(), ProcessEnd.LONG_GRACE);
            } else {
                ProcessEnd.make(process);
            }
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
