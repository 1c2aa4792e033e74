package dev.berth.window;

import dev.berth.runtime.Command;
import dev.berth.runtime.Diagnosis;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.StatusReport.CopyProgress;
import dev.berth.runtime.StatusReport.Newer;
import dev.berth.runtime.UpdateTrouble;
import dev.berth.window.link.Act;
import dev.berth.window.link.Act.Run;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.link.Outlook.Sight;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reports of every kind.
public final class Samples {
    private static final Run OPEN = new Run(Verb.OPEN);
    public static final Instant SINCE = Instant.parse("2026-11-20T22:15:04.120Z");

    private Samples() {}

    public static StatusReport ready(String... degraded) {
        return report(new Status.Supervised(new OperatorState.Ready(List.of(degraded))));
    }

    public static StatusReport starting(Stage stage) {
        return starting(Progress.at(stage));
    }

    public static StatusReport starting(Progress progress) {
        return report(new Status.Supervised(new OperatorState.Starting(progress)));
    }

    public static Progress fetching() {
        return new Progress(
                Stage.FETCHING,
                OptionalDouble.of(0.44),
                OptionalLong.of(310_400_000),
                OptionalLong.of(702_000_000));
    }

    public static StatusReport attention(ProblemKind kind, String... details) {
        return attention(Problem.of(kind, List.of(details)));
    }

    public static StatusReport attention(Problem problem) {
        return report(new Status.Supervised(new OperatorState.NeedsAttention(problem)));
    }

    public static StatusReport report(Status status) {
        return new StatusReport(
                1,
                status,
                SINCE,
                Optional.of(URI.create("http://127.0.0.1:18789/")),
                new StatusReport.Service(Optional.of("2026.9.6"), Optional.of(SINCE)),
                new StatusReport.Copies(Optional.empty(), 0),
                List.of(),
                Diagnosis.NONE,
                Optional.of(new StatusReport.Supervisor(4711, "0.1.0")));
    }

    /// Ready, with a newer release to be had, or on its way.
    public static StatusReport newer(Optional<CopyProgress> underWay, Optional<String> trouble) {
        var ready = ready();
        return new StatusReport(
                ready.revision(),
                ready.status(),
                ready.since(),
                ready.address(),
                new StatusReport.Service(
                        ready.service().release(),
                        ready.service().runningSince(),
                        Newer.offered("2026.9.7", "ghcr.io/openclaw/openclaw:2026.9.7")),
                new StatusReport.Copies(Optional.empty(), 0, underWay, trouble),
                ready.cleanUps(),
                ready.diagnosis(),
                ready.supervisor());
    }

    /// What the person asks for then.
    public static final Act USE_NEWER =
            new Act.Ask(
                    new Command.Update(
                            new Source.Named("ghcr.io/openclaw/openclaw:2026.9.7"),
                            Optional.empty()));

    /// Everything that a window may come to know, by a name.
    public static Map<String, Outlook> outlooks() {
        var all = new LinkedHashMap<String, Outlook>();
        all.put("looking", Outlook.FIRST);
        all.put("beginning", new Outlook(new Sight.Beginning(), new Errand.None()));
        all.put("ready", seen(ready()));
        all.put("ready-newer", seen(newer(Optional.empty(), Optional.empty())));
        all.put(
                "ready-newer-fetching",
                new Outlook(
                        new Sight.Seen(
                                newer(
                                        Optional.of(
                                                new CopyProgress(
                                                        "fetching", 310_400_000, 702_000_000)),
                                        Optional.empty())),
                        new Errand.UnderWay(USE_NEWER)));
        all.put(
                "ready-newer-went-back",
                new Outlook(
                        seen(newer(Optional.empty(), Optional.empty())).sight(),
                        new Errand.Settled(
                                (Act.Ask) USE_NEWER,
                                newer(
                                        Optional.empty(),
                                        Optional.of(UpdateTrouble.WENT_BACK.with("2026.9.7"))))));
        all.put("ready-degraded", seen(ready("telegram", "anthropic")));
        all.put("ready-opening", new Outlook(new Sight.Seen(ready()), new Errand.UnderWay(OPEN)));
        all.put(
                "ready-no-browser",
                new Outlook(
                        new Sight.Seen(ready()),
                        new Errand.Failed(OPEN, "No browser could be opened.")));
        all.put("starting", seen(starting(Stage.PROVING)));
        all.put("starting-measured", seen(starting(Progress.at(Stage.WAITING_FOR_SERVICE, 0.6))));
        all.put("starting-fetching", seen(starting(fetching())));
        all.put("stopping", seen(starting(Stage.STOPPING)));
        all.put("paused", seen(report(new Status.Paused())));
        all.put("not-set-up", seen(report(new Status.NotSetUp())));
        all.put("not-running", seen(report(new Status.NotRunning())));
        all.put(
                "not-running-starting",
                new Outlook(
                        new Sight.Seen(report(new Status.NotRunning())),
                        new Errand.UnderWay(new Run(Verb.START))));
        all.put("lost", new Outlook(new Sight.Lost(), new Errand.None()));
        all.put(
                "unreachable",
                new Outlook(
                        new Sight.Unreachable(
                                "Berth is running but does not answer; end it and start it again."),
                        new Errand.None()));
        for (var kind : ProblemKind.values()) {
            all.put(
                    "attention-" + kind.code(),
                    seen(
                            attention(
                                    kind,
                                    "first line: what was reported, and it is rather a long line",
                                    "second line")));
        }
        return all;
    }

    private static Outlook seen(StatusReport report) {
        return new Outlook(new Sight.Seen(report), new Errand.None());
    }
}
