package dev.berth.runtime.door;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice.Notice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A front door on its own, for what measures it from outside: `DoorStand PORT SERVICE [WORD]`.
///
/// It begins with WORD (`ready`) and takes further words, one a line, from its input: `ready`,
/// `ready PORT`, `starting`, `paused`, `waking` (paused, started by use), `link`, `quit`. Its own
/// lines tell `open PORT`, `knock N`, `wake N` and links.
final class DoorStand implements Behind {
    private final CopyOnWriteArrayList<Consumer<Scene>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger knocks = new AtomicInteger();
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile int service;
    private volatile Scene scene;

    private DoorStand(int service, String word) {
        this.service = service;
        this.scene = sceneOf(word);
    }

    public static void main(String[] arguments) throws IOException {
        var stand =
                new DoorStand(
                        Integer.parseInt(arguments[1]),
                        arguments.length > 2 ? arguments[2] : "ready");
        try (var door =
                        new NettyCarpenter()
                                .open(
                                        Integer.parseInt(arguments[0]),
                                        stand,
                                        report ->
                                                Notice.plain(
                                                        "en",
                                                        report.status().getClass().getSimpleName(),
                                                        "This page goes on by itself."));
                var words =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("open " + door.port());
            words.lines()
                    .takeWhile(word -> !word.equals("quit"))
                    .forEach(word -> stand.hear(word, door));
        }
    }

    private void hear(String word, FrontDoor door) {
        if (word.equals("link")) {
            System.out.println(door.link(() -> Optional.of(URI.create("/#token=word"))));
            return;
        }
        if (word.startsWith("ready ")) {
            service = Integer.parseInt(word.substring("ready ".length()));
        }
        scene = sceneOf(word.split(" ", 2)[0]);
        listeners.forEach(listener -> listener.accept(scene));
    }

    private Scene sceneOf(String word) {
        return switch (word) {
            case "ready" ->
                    new Scene(
                            OptionalInt.of(service),
                            report(new Status.Supervised(new Ready(List.of()))),
                            false,
                            Set.of());
            case "starting" ->
                    absent(
                            new Status.Supervised(
                                    new Starting(Progress.at(Stage.WAITING_FOR_SERVICE))),
                            false);
            case "paused" -> absent(new Status.Paused(), false);
            case "waking" -> absent(new Status.Paused(), true);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Scene absent(Status status, boolean wakes) {
        return new Scene(OptionalInt.empty(), report(status), wakes, Set.of());
    }

    private static StatusReport report(Status status) {
        return StatusReport.unsupervised(status, Instant.EPOCH);
    }

    @Override
    public Scene scene() {
        return scene;
    }

    @Override
    public Subscription watch(Consumer<Scene> listener) {
        listeners.add(listener);
        listener.accept(scene);
        return () -> listeners.remove(listener);
    }

    @Override
    public void knock() {
        System.out.println("knock " + knocks.incrementAndGet());
    }

    @Override
    public void wake() {
        System.out.println("wake " + wakes.incrementAndGet());
    }
}
