package dev.berth.acceptance;

import static dev.berth.acceptance.FaultCase.Occasion.FALL;
import static dev.berth.acceptance.FaultCase.Occasion.FROZEN;
import static dev.berth.acceptance.FaultCase.Occasion.LOOK;
import static dev.berth.acceptance.FaultCase.Occasion.LOST_KEY;
import static dev.berth.acceptance.FaultCase.Occasion.LOST_PORT;
import static dev.berth.acceptance.FaultCase.Occasion.PAUSING;
import static dev.berth.acceptance.FaultCase.Occasion.RESTARTING;
import static dev.berth.acceptance.FaultCase.Occasion.VANISHED;

import dev.berth.acceptance.FaultCase.Occasion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The grid: what is asked when, how it goes wrong, and what Berth must make of that.
final class FaultTable {
    static final List<String> VERSIONS = List.of("4.3.1", "4.9.4", "5.4.2", "6.1.1");

    /// Berth says "cannot tell" after 20 s of looking, and a look at a silent engine takes 10 s for
    /// each of its questions; more where much else runs.
    private static final Duration TO_THE_PROBLEM = Await.LONG;

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static final String NEVER_HEARD_OF = "Error: a thing that nobody has ever heard of";

    private FaultTable() {}

    private record Asked(Occasion occasion, String verb) {}

    private record Text(int exit, String says, String codes) {}

    // @formatter:off
    private static final List<Asked> QUESTIONS =
            List.of(
                    new Asked(LOOK, "info"),
                    new Asked(FALL, "inspect"),
                    new Asked(FALL, "list"),
                    new Asked(FALL, "secret-list"),
                    new Asked(VANISHED, "image"),
                    new Asked(LOST_KEY, "secret-inspect"));

    private static final List<Asked> ACTS =
            List.of(
                    new Asked(FALL, "start"),
                    new Asked(FALL, "logs"),
                    new Asked(VANISHED, "create"),
                    new Asked(PAUSING, "stop"),
                    new Asked(RESTARTING, "stop"),
                    new Asked(LOST_PORT, "remove"),
                    new Asked(FROZEN, "unpause"),
                    new Asked(LOST_KEY, "secret-create"));

    private static final List<FakeFault> OF_QUESTIONS =
            List.of(
                    FakeFault.always("block"),
                    FakeFault.always("garbage"),
                    FakeFault.always("truncated"),
                    FakeFault.always("empty"),
                    FakeFault.failing(125, NEVER_HEARD_OF),
                    FakeFault.always("die-before"),
                    FakeFault.always("die-after"),
                    FakeFault.always("flood"),
                    FakeFault.always("lie"),
                    FakeFault.always("deny"),
                    FakeFault.always("pipe"),
                    FakeFault.always("slow").lasting(1.5));

    private static final List<FakeFault> OF_ACTS =
            List.of(
                    FakeFault.always("block"),
                    FakeFault.always("slow").lasting(1.5),
                    FakeFault.always("pipe"),
                    FakeFault.always("garbage").once(),
                    FakeFault.always("truncated").once(),
                    FakeFault.always("empty").once(),
                    FakeFault.failing(125, NEVER_HEARD_OF).once(),
                    FakeFault.always("die-before").once(),
                    FakeFault.always("die-after").once(),
                    FakeFault.always("flood").once(),
                    FakeFault.always("lie").once(),
                    FakeFault.always("deny").once());

    /// What the engine says of itself, and which problem that is.
    private static final List<Text> OF_THE_ENGINE =
            List.of(
                    new Text(
                            125,
                            "Error: cannot set up namespace using \"/usr/bin/newuidmap\": should have setuid",
                            "engine-unusable engine-part-missing"),
                    new Text(
                            125,
                            "Error: there might not be enough IDs available in the namespace",
                            "user-ids-missing"),
                    new Text(
                            125,
                            "Error: no systemd user session available",
                            "engine-unusable outside-session"),
                    new Text(125, "Error: write /x: no space left on device", "no-room"),
                    new Text(125, "Error: database is malformed", "engine-unusable store-damaged"),
                    new Text(125, "Error: unknown flag: --format", "engine-too-old"),
                    new Text(
                            127,
                            "podman: error while loading shared libraries: libgpgme.so.11: cannot open shared object",
                            "cannot-tell not-understood engine-part-missing engine-unusable"));

    // @formatter:on

    /// All rows, those of one keeper together. Each fault of each verb happens in one version, so
    /// that each version has each fault and each verb; or, when asked for, in every version.
    static List<List<FaultCase>> lanes(boolean everyVersion) {
        return IntStream.range(0, everyVersion ? VERSIONS.size() : 1)
                .boxed()
                .flatMap(first -> lanes(first).stream())
                .toList();
    }

    private static List<List<FaultCase>> lanes(int first) {
        var lanes = new ArrayList<List<FaultCase>>();
        for (int asked = 0; asked < QUESTIONS.size(); asked++) {
            lanes.add(questions(first + asked, QUESTIONS.get(asked)));
        }
        for (int asked = 0; asked < ACTS.size(); asked++) {
            lanes.add(acts(first + asked, ACTS.get(asked)));
        }
        lanes.add(engine(first));
        return lanes;
    }

    private static String version(int number) {
        return VERSIONS.get(number % VERSIONS.size());
    }

    /// Every other fault lasts until the problem is shown.
    private static List<FaultCase> questions(int first, Asked asked) {
        return IntStream.range(0, OF_QUESTIONS.size())
                .mapToObj(fault ->
                        question(
                                version(first + fault),
                                asked,
                                OF_QUESTIONS.get(fault),
                                (first + fault) % 2 == 0))
                .toList();
    }

    private static FaultCase question(
            String version, Asked asked, FakeFault fault, boolean toTheProblem) {
        var harmless = isHarmless(asked, fault);
        if (asked.occasion() == LOST_KEY && !harmless) {
            return whileActing(version, asked, fault);
        }
        var codes =
                harmless
                        ? Set.of("")
                        : toTheProblem
                                ? Set.of("cannot-tell", "not-understood")
                                : Set.of("", "cannot-tell", "not-understood");
        return new FaultCase(
                version,
                asked.occasion(),
                asked.verb(),
                fault,
                codes,
                toTheProblem && !harmless ? TO_THE_PROBLEM : A_WHILE,
                false);
    }

    /// Asked in the middle of an act, whose failing counts as a failed start: Berth may get
    /// through, and may have spent its tries by the time that all is well again.
    private static FaultCase whileActing(String version, Asked asked, FakeFault fault) {
        return new FaultCase(
                version,
                asked.occasion(),
                asked.verb(),
                fault,
                Set.of("", "cannot-tell", "not-understood", "start-failed"),
                A_WHILE,
                true);
    }

    /// What an answer that is good, or wrong in a way that nobody can see, leads to.
    private static boolean isHarmless(Asked asked, FakeFault fault) {
        return switch (fault.kind()) {
            case "pipe", "slow", "lie", "deny" -> true;
            case "empty" -> Set.of("list", "secret-list").contains(asked.verb());
            case "truncated" -> asked.verb().equals("secret-list");
            case "garbage" -> asked.verb().equals("secret-list");
            default -> false;
        };
    }

    private static List<FaultCase> acts(int first, Asked asked) {
        return IntStream.range(0, OF_ACTS.size())
                .mapToObj(fault ->
                        new FaultCase(
                                version(first + fault),
                                asked.occasion(),
                                asked.verb(),
                                OF_ACTS.get(fault),
                                Set.of(""),
                                A_WHILE,
                                false))
                .toList();
    }

    private static List<FaultCase> engine(int first) {
        var changed =
                Stream.of(
                        row(version(first), FALL, "missing", "engine-program-unfit"),
                        row(version(first + 1), LOOK, "forbidden", "engine-program-unfit"),
                        row(version(first + 2), LOOK, "too-old", "engine-too-old"));
        var says =
                IntStream.range(0, OF_THE_ENGINE.size())
                        .mapToObj(
                                number -> says(version(first + number), OF_THE_ENGINE.get(number)));
        return Stream.concat(changed, says).toList();
    }

    private static FaultCase says(String version, Text text) {
        return new FaultCase(
                version,
                LOOK,
                "info",
                FakeFault.failing(text.exit(), text.says()),
                Set.of(text.codes().split(" ", -1)),
                TO_THE_PROBLEM,
                false);
    }

    private static FaultCase row(String version, Occasion occasion, String kind, String code) {
        return new FaultCase(
                version,
                occasion,
                "any",
                FakeFault.always(kind),
                Set.of(code),
                TO_THE_PROBLEM,
                false);
    }
}
