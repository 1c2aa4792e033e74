package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Choices.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Choose one thing, or take the choice back.",
        footer = {
            "",
            "Examples:",
            "  berth settings set theme dark",
            "  berth settings set memoryMiB 4096",
            "  berth settings set memoryMiB         back to the usual"
        })
final class SettingsSetVerb extends Verb {
    @Parameters(index = "0", paramLabel = "SETTING", description = "Which one.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "What it shall be; nothing takes the choice back.")
    private @Nullable String value;

    SettingsSetVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        var setting = SettingsVerb.named(name);
        var answer =
                SettingsVerb.ask(
                        desk, choices -> choices.choose(setting, Optional.ofNullable(value)));
        return switch (answer) {
            case Answer.Refused refused -> SettingsVerb.refused(desk, refused);
            case Answer.Are(var settings, _) -> {
                desk.say(
                        setting.shownIn(settings)
                                .map(shown -> setting.id() + " is " + Plain.line(shown))
                                .orElse(setting.id() + " is as usual"));
                yield ExitStatus.REACHED;
            }
        };
    }
}
