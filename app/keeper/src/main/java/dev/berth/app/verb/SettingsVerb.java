package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Setting;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "settings",
        description = "Show or change what you chose.",
        synopsisSubcommandLabel = "(get | set)",
        footer = {
            "",
            "Examples:",
            "  berth settings get",
            "  berth settings set theme dark",
            "  berth settings set theme         takes the choice back"
        })
final class SettingsVerb extends Verb {

    SettingsVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        throw new Expected("expected one of get, set, such as berth settings get");
    }

    static Setting named(String name) {
        return Setting.of(name)
                .orElseThrow(() ->
                        new Expected(
                                "SETTING expects one of %s, such as theme, but was given %s"
                                        .formatted(
                                                Arrays.stream(Setting.values())
                                                        .map(Setting::id)
                                                        .collect(Collectors.joining(", ")),
                                                name)));
    }

    /// Asks the keeper, or the files while none runs.
    static Choices.Answer ask(Desk desk, Function<Choices, Choices.Answer> question) {
        var keeper = desk.home().connect();
        if (keeper.isEmpty()) {
            return question.apply(desk.home().choices());
        }
        try (var berth = keeper.get()) {
            return question.apply(berth.choices());
        }
    }

    /// Says why not.
    static int refused(Desk desk, Choices.Answer.Refused refused) {
        desk.complain(refused.sentence());
        return refused.why() == Choices.Why.SETTINGS_FILE
                ? ExitStatus.FAILED
                : ExitStatus.BAD_USAGE;
    }
}
