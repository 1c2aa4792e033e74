import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice;
import dev.berth.runtime.door.Behind;
import dev.berth.runtime.door.FrontDoor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/// A front door alone, to be measured: `DoorStand CARPENTER DOOR-PORT SERVICE-PORT`. Reads one word a
/// line and answers with one line: `open` (microseconds that it took), `settle` (MiB of heap in use, when
/// what can be thrown away is). Ends with its standard input.
public final class DoorStand {
    private DoorStand() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        var behind = new Upstream(Integer.parseInt(arguments[2]));
        try (var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var word = words.readLine(); word != null; word = words.readLine()) {
                switch (word) {
                    case "open" -> System.out.println(open(arguments[0], port, behind));
                    case "settle" -> {
                        System.gc();
                        var heap = Runtime.getRuntime();
                        System.out.println((heap.totalMemory() - heap.freeMemory()) / 1048576.0);
                    }
                    default -> System.out.println("?");
                }
            }
        }
        System.exit(0);
    }

    private static long open(String carpenter, int port, Behind behind) throws Exception {
        long began = System.nanoTime();
        var maker = Class.forName(carpenter).getDeclaredConstructor();
        maker.setAccessible(true);
        ((FrontDoor.Carpenter) maker.newInstance())
                .open(
                        port,
                        behind,
                        _ -> new Voice.Notice("en", "Starting", "Wait.", Optional.empty(), List.of()));
        return (System.nanoTime() - began) / 1000;
    }

    private record Upstream(int port) implements Behind {
        @Override
        public Scene scene() {
            return new Scene(
                    OptionalInt.of(port),
                    StatusReport.unsupervised(new Status.Supervised(new Ready(List.of())), Instant.EPOCH),
                    false,
                    Set.of());
        }

        @Override
        public Subscription watch(Consumer<Scene> listener) {
            listener.accept(scene());
            return () -> {};
        }

        @Override
        public void knock() {}

        @Override
        public void wake() {}
    }
}
