package dev.berth.runtime.copies.errand;

import dev.berth.runtime.copies.Headway.Part;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An errand as a child process of the lowest priority. It hears us on its input: when we end, it
/// ends.
final class ErrandProcess implements Errand {
    private static final Logger LOG = LoggerFactory.getLogger(ErrandProcess.class);

    private final Process process;
    private final Runnable news;
    private final AtomicReference<State> state =
            new AtomicReference<>(new State.Busy(Part.COPYING, 0, 0));

    private ErrandProcess(Process process, Runnable news) {
        this.process = process;
        this.news = news;
        Thread.ofVirtual().name("berth-copying").start(this::listen);
    }

    /// Starts it.
    ///
    /// @param command how this program is started
    static Errand start(
            List<String> command, Order order, Optional<String> release, Runnable news) {
        var whole = new ArrayList<>(lowest());
        whole.addAll(command);
        whole.addAll(List.of("copy", "work"));
        release.ifPresent(text -> whole.add("--release=" + text));
        whole.addAll(order.arguments());
        try {
            return new ErrandProcess(
                    new ProcessBuilder(whole).redirectError(Redirect.DISCARD).start(), news);
        } catch (IOException e) {
            LOG.warn("the process for copies could not be started: {}", e.getMessage());
            return new Refused("The process that works on safety copies could not be started.");
        }
    }

    /// What goes before a command that shall disturb nobody.
    private static List<String> lowest() {
        var before = new ArrayList<String>();
        program("nice").ifPresent(nice -> before.addAll(List.of(nice, "-n", "19")));
        program("ionice").ifPresent(nice -> before.addAll(List.of(nice, "-c", "3")));
        return before;
    }

    private static Optional<String> program(String name) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var file = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }

    private void listen() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                Talk.read(line).ifPresent(this::become);
            }
        } catch (IOException e) {
            LOG.debug("the process for copies is not heard any more", e);
        }
        if (!isEnded(state.get())) {
            become(new State.Failed("The process that worked on the safety copy ended early."));
        }
    }

    private static boolean isEnded(State one) {
        return one instanceof State.Done || one instanceof State.Failed;
    }

    private void become(State next) {
        state.set(next);
        if (!(next instanceof State.Busy)) {
            news.run();
        }
    }

    @Override
    public State state() {
        return state.get();
    }

    @Override
    public void answer(boolean still) {
        say(still ? Talk.STILL : Talk.NOT);
    }

    @Override
    public void answerHeld(boolean held) {
        say(held ? Talk.HELD : Talk.LOST);
    }

    private void say(String line) {
        state.set(new State.Busy(Part.STILLED, 0, 0));
        try {
            var out = process.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            LOG.debug("the process for copies does not hear any more", e);
        }
    }

    @Override
    public void cancel() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the process for copies does not hear any more", e);
        }
    }
}
