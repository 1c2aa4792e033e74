package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.Size;
import dev.berth.runtime.Setting;
import dev.berth.runtime.SettingsJson;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "Show what you chose, and what is used where you chose nothing.",
        footer = {
            "",
            "Examples:",
            "  berth settings get",
            "  berth settings get theme     the value alone",
            "  berth settings get --json    one line for programs"
        })
final class SettingsGetVerb extends Verb {
    @Parameters(arity = "0..1", paramLabel = "SETTING", description = "Which one (standard: all).")
    private @Nullable String name;

    @Option(names = "--json", description = "For programs: one object on one line.")
    private boolean json;

    SettingsGetVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        var one = Optional.ofNullable(name).map(SettingsVerb::named);
        return switch (SettingsVerb.ask(desk, Choices::now)) {
            case Answer.Refused refused -> SettingsVerb.refused(desk, refused);
            case Answer.Are are -> {
                one.ifPresentOrElse(setting -> say(setting, are), () -> sayAll(are));
                yield ExitStatus.REACHED;
            }
        };
    }

    private void say(Setting setting, Answer.Are are) {
        if (json) {
            desk.say(SettingsJson.write(setting, are.settings()));
        } else {
            setting.shownIn(are.settings()).map(Plain::line).ifPresent(desk::say);
        }
    }

    private void sayAll(Answer.Are are) {
        if (json) {
            desk.say(SettingsJson.write(are));
            return;
        }
        for (var setting : Setting.values()) {
            desk.say(
                    "%-16s %s"
                            .formatted(
                                    setting.id(),
                                    setting.shownIn(are.settings())
                                            .map(Plain::line)
                                            .orElseGet(() -> usual(setting, are.inUse()))));
        }
    }

    private static String own(Choices.InUse inUse, ToLongFunction<Size> part) {
        return inUse.own()
                .map(size -> "(%d, as usual)".formatted(part.applyAsLong(size)))
                .orElse("(as usual)");
    }

    private static String usual(Setting setting, Choices.InUse inUse) {
        return switch (setting) {
            case MEMORY -> "(%d, as usual)".formatted(inUse.memoryMiB());
            case ENGINE_PROGRAM ->
                    inUse.engineProgram()
                            .map(path -> "(%s, as found)".formatted(path))
                            .orElse("(none is found)");
            case START_AT_SIGN_IN,
                    LEAVE_RUNNING,
                    NOTIFICATIONS,
                    LANGUAGE,
                    THEME,
                    PORT,
                    MIRROR,
                    PROXY,
                    OTHERS,
                    OWN_FILE,
                    WAKE_WHEN_USED,
                    NAMES,
                    COPIES,
                    UPDATES ->
                    "(as usual)";
            case PLACE -> "(%s, as usual)".formatted(inUse.place().id());
            case OWN_PROCESSORS -> own(inUse, size -> size.processors());
            case OWN_MEMORY -> own(inUse, Size::memoryMiB);
            case OWN_DISK -> own(inUse, Size::diskGiB);
        };
    }
}
