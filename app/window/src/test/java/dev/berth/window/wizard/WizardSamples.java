package dev.berth.window.wizard;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.window.Samples;
import dev.berth.window.wizard.course.Answerer;
import dev.berth.window.wizard.course.Event;
import dev.berth.window.wizard.course.ProviderForm;
import dev.berth.window.wizard.course.ProviderForm.Entry;
import dev.berth.window.wizard.course.TypedKey;
import dev.berth.window.wizard.course.Wizard;
import dev.berth.window.wizard.course.WizardState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// States of the first run of every kind, each reached as a person reaches it.
final class WizardSamples {
    static final String KEY = "sk-ant-api03-0123456789abcdef";
    static final String COMMAND = "sudo apt-get install podman";
    private static final Event NEXT = new Event.Next();

    private WizardSamples() {}

    static Check good(Part part, long mebibytes) {
        return new Check(
                part,
                Verdict.GOOD,
                "All is well.",
                mebibytes == 0 ? Optional.empty() : Optional.of(mebibytes),
                new Cure.None(),
                List.of());
    }

    static Check not(Verdict verdict, Part part, long mebibytes) {
        return new Check(
                part,
                verdict,
                "There is little.",
                Optional.of(mebibytes),
                new Cure.None(),
                List.of());
    }

    static Check engine(Cure cure, String... details) {
        return new Check(
                Part.ENGINE,
                Verdict.BAD,
                "It is missing.",
                Optional.empty(),
                cure,
                List.of(details));
    }

    private static Event later(WizardState state) {
        return new Event.Filled(state.provider().choosing(Answerer.LATER));
    }

    private static Check tooSmall(Part part, long mebibytes, Cure cure) {
        return new Check(
                part, Verdict.BAD, "There is little.", Optional.of(mebibytes), cure, List.of());
    }

    static Check missing() {
        return engine(new Cure.Install(COMMAND), "there is no podman in the PATH");
    }

    static Check[] allGood() {
        return new Check[] {
            good(Part.ENGINE, 0), good(Part.ROOM, 84_213), good(Part.MEMORY, 15_861)
        };
    }

    /// By a name each.
    static Map<String, WizardState> states() {
        var all = new LinkedHashMap<String, WizardState>();
        var begun = after(WizardState.first(), met(new Status.NotSetUp()));
        var good = checked(begun, allGood());
        var lacking = checked(begun, missing(), good(Part.ROOM, 84_213), good(Part.MEMORY, 15_861));
        all.put("1-looking", begun);
        all.put("1-not-looked", after(begun, new Event.NotChecked()));
        all.put("1-good", good);
        all.put(
                "1-poor",
                checked(
                        begun,
                        good(Part.ENGINE, 0),
                        not(Verdict.POOR, Part.ROOM, 3_900),
                        not(Verdict.POOR, Part.MEMORY, 1_900)));
        all.put(
                "1-bad",
                checked(
                        begun,
                        good(Part.ENGINE, 0),
                        not(Verdict.BAD, Part.ROOM, 612),
                        not(Verdict.BAD, Part.MEMORY, 800)));
        all.put("1-missing", lacking);
        var installing = after(lacking, new Event.InstallForMe());
        all.put("1-installing", after(installing, new Event.Installing(OptionalDouble.of(0.4))));
        all.put("1-declined", ended(lacking, new Installation.Declined()));
        all.put(
                "1-not-possible",
                ended(lacking, new Installation.NotPossible(Optional.of(COMMAND))));
        all.put(
                "1-failed",
                ended(
                        lacking,
                        new Installation.Failed(List.of("E: Unable to fetch some archives"))));
        all.put(
                "1-by-hand",
                checked(
                        begun,
                        engine(
                                new Cure.ByHand("sudo usermod --add-subuids 100000-165535 anna"),
                                "no entry for anna in /etc/subuid"),
                        good(Part.ROOM, 84_213),
                        good(Part.MEMORY, 15_861)));
        for (var kind : ProblemKind.values()) {
            all.put(
                    "1-engine-" + kind.code(),
                    checked(
                            begun,
                            engine(
                                    new Cure.AsSaid(Problem.of(kind, List.of())),
                                    "what was reported"),
                            good(Part.ROOM, 84_213),
                            good(Part.MEMORY, 15_861)));
        }
        all.put(
                "1-file",
                after(good, new Event.FileChosen(Path.of("/home/anna/Downloads/assistant.tar"))));
        var walled = after(good, new Event.Walled(true));
        all.put("1-walled-looking", walled);
        var own = checked(walled, allGood());
        all.put("1-walled", own);
        all.put(
                "1-walled-file",
                after(own, new Event.OwnFileChosen(Path.of("/home/anna/Downloads/place.qcow2"))));
        var small = new Cure.AsSaid(Problem.of(ProblemKind.COMPUTER_TOO_SMALL, List.of()));
        all.put(
                "1-walled-small",
                checked(
                        walled,
                        engine(
                                new Cure.AsSaid(
                                        Problem.of(ProblemKind.ENGINE_PART_MISSING, List.of())),
                                "not found: gvproxy"),
                        tooSmall(Part.ROOM, 4_612, small),
                        tooSmall(Part.MEMORY, 2_800, small)));
        all.put("3-walled", after(own, NEXT, later(own), NEXT));
        all.put("1-refused", after(good, new Event.Refused("No space left on device")));

        var second = after(good, NEXT);
        all.put("2-nothing", second);
        all.put("2-nothing-chosen", after(second, NEXT));
        for (var answerer : Answerer.values()) {
            var chosen = after(second, new Event.Filled(second.provider().choosing(answerer)));
            all.put("2-" + answerer.id(), chosen);
            all.put("2-" + answerer.id() + "-strict", after(chosen, NEXT));
        }
        var typed = after(second, typed(second, ProviderKind.ANTHROPIC, "", "", KEY));
        all.put("2-typed", typed);
        all.put(
                "2-of-another",
                after(second, typed(second, ProviderKind.ANTHROPIC, "", "", "sk-proj-0123456789")));
        all.put(
                "2-odd",
                after(second, typed(second, ProviderKind.GOOGLE, "", "", "0123456789abcdef")));
        all.put(
                "2-in-the-clear",
                after(
                        second,
                        typed(
                                second,
                                ProviderKind.CUSTOM,
                                "http://llm.example/v1",
                                "llama3.2",
                                "0123456789")));
        all.put("2-asking", after(typed, new Event.Cancel()));

        var third = after(typed, NEXT, new Event.Kept());
        all.put("2-kept", after(third, new Event.Back()));
        all.put("3-usual", third);
        all.put(
                "3-file",
                after(third, new Event.FileChosen(Path.of("/home/anna/Downloads/assistant.tar"))));
        all.put("3-asking", after(third, new Event.Cancel()));

        var asked = after(third, NEXT);
        all.put("4-asked", asked);
        for (var stage : Stage.values()) {
            all.put("4-" + stage.id(), after(asked, told(Samples.starting(stage))));
        }
        var fetching = asked;
        for (int tick = 0; tick <= 12; tick++) {
            fetching =
                    after(
                            fetching,
                            new Event.Told(
                                    Samples.starting(
                                            Progress.fetched(
                                                    100_000_000L + tick * 2_000_000L,
                                                    400_000_000L)),
                                    Samples.SINCE.plusSeconds(tick)));
        }
        all.put("4-fetching-measured", fetching);
        all.put("4-asking", after(fetching, new Event.Cancel()));
        all.put("4-lost", after(fetching, new Event.Lost()));
        for (var kind : ProblemKind.values()) {
            all.put(
                    "4-stuck-" + kind.code(),
                    after(
                            fetching,
                            told(Samples.attention(kind, "what was reported, in a longer line"))));
        }
        all.put("4-arrived", after(fetching, told(Samples.ready())));
        return all;
    }

    private static WizardState ended(WizardState lacking, Installation how) {
        return checked(
                after(lacking, new Event.InstallForMe(), new Event.Installed(how)),
                missing(),
                good(Part.ROOM, 84_213),
                good(Part.MEMORY, 15_861));
    }

    private static Event met(Status status) {
        return new Event.Met(
                status,
                Optional.empty(),
                Optional.of(
                        new Event.Known(
                                Settings.none(), Path.of("/home/anna/.local/share/berth/data"))));
    }

    static Event told(StatusReport report) {
        return new Event.Told(report, Samples.SINCE.plusSeconds(60));
    }

    private static Event typed(
            WizardState state, ProviderKind kind, String address, String model, String key) {
        ProviderForm form = state.provider();
        var answerer =
                Stream.of(Answerer.values())
                        .filter(one -> one.kind().equals(Optional.of(kind)))
                        .findFirst()
                        .orElseThrow();
        return new Event.Filled(
                form.choosing(answerer).with(kind, new Entry(address, model, new TypedKey(key))));
    }

    private static WizardState checked(WizardState state, Check... checks) {
        return after(state, new Event.Checked(Arrays.asList(checks)));
    }

    private static WizardState after(WizardState state, Event... events) {
        var now = state;
        for (var event : events) {
            now = Wizard.next(now, event).state();
        }
        return now;
    }
}
