package dev.berth.runtime;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person can choose, one thing at a time: in the window, with `berth settings set`, or in
/// `config/settings.json`, under the same names.
public enum Setting {
    // name, what is expected
    START_AT_SIGN_IN("startAtSignIn", "true or false"),
    LEAVE_RUNNING("leaveRunning", "true or false"),
    NOTIFICATIONS("notifications", "true or false"),
    LANGUAGE("language", "en, de or nothing for the system's"),
    THEME("theme", "system, light or dark"),
    MEMORY("memoryMiB", "a whole number of MiB from 1024, such as 2048, or nothing for the usual"),
    PORT("port", "a whole number from 1024 to 65535, such as 18789, or nothing for the usual"),
    ENGINE_PROGRAM("engineProgram", "the absolute path of a program, or nothing"),
    MIRROR("mirror", "an address such as https://mirror.example/path, or nothing"),
    PROXY("proxy", "an address such as http://proxy.example:3128, or nothing"),
    PLACE("host", "`native`, `machine` or nothing for the usual"),
    OTHERS("stopOthers", "ask, always or never"),
    OWN_PROCESSORS("machineCpus", "a whole number from 1 to 64, or nothing for the usual"),
    OWN_MEMORY(
            "machineMemoryMiB",
            "a whole number of MiB from 2048, such as 4096, or nothing for the usual"),
    OWN_DISK("machineDiskGiB", "a whole number of GiB from 10 to 2048, or nothing for the usual"),
    OWN_FILE("machineImage", "the absolute path of a file, or nothing"),
    WAKE_WHEN_USED("wakeWhenUsed", "true or false"),
    NAMES("names", "names of this computer such as my-pc.lan, parted by spaces, or nothing"),
    COPIES("copiesGiB", "a whole number of GiB from 1 to 4096, or nothing for no limit"),
    UPDATES("updates", "look or never");

    private final String id;
    private final String expected;

    Setting(String id, String expected) {
        this.id = id;
        this.expected = expected;
    }

    /// Stable name, as in the settings file.
    public String id() {
        return id;
    }

    /// What a value may be, to go on from "expects".
    public String expected() {
        return expected;
    }

    /// What holds in these settings, as a person would type it; empty where nothing is chosen.
    public Optional<String> in(Settings settings) {
        return switch (this) {
            case START_AT_SIGN_IN -> Optional.of(Boolean.toString(settings.startAtSignIn()));
            case LEAVE_RUNNING -> Optional.of(Boolean.toString(settings.leaveRunning()));
            case NOTIFICATIONS -> Optional.of(Boolean.toString(settings.notifications()));
            case LANGUAGE -> settings.look().language();
            case THEME -> Optional.of(settings.look().theme().id());
            case MEMORY -> number(settings.memoryMiB().stream().boxed());
            case PORT -> number(settings.port().stream().boxed());
            case ENGINE_PROGRAM -> settings.engineProgram().map(Path::toString);
            case MIRROR -> settings.fetching().mirror();
            case PROXY -> settings.fetching().proxy();
            case PLACE -> settings.dwelling().place().map(Place::id);
            case OTHERS -> Optional.of(settings.dwelling().others().id());
            case OWN_PROCESSORS -> number(settings.dwelling().processors().stream().boxed());
            case OWN_MEMORY -> number(settings.dwelling().memoryMiB().stream().boxed());
            case OWN_DISK -> number(settings.dwelling().diskGiB().stream().boxed());
            case COPIES -> number(settings.copiesGiB().stream().boxed());
            case UPDATES -> Optional.of(settings.fetching().updates().id());
            case OWN_FILE -> settings.dwelling().file().map(Path::toString);
            case WAKE_WHEN_USED -> Optional.of(Boolean.toString(settings.access().wakeWhenUsed()));
            case NAMES ->
                    Optional.of(String.join(" ", settings.access().names()))
                            .filter(names -> !names.isEmpty());
        };
    }

    /// The same for a terminal or a log: without the name and password of a proxy.
    public Optional<String> shownIn(Settings settings) {
        var text = in(settings);
        return this == PROXY
                ? text.map(address -> address.replaceFirst("//[^/]*@", "//(hidden)@"))
                : text;
    }

    private static Optional<String> number(Stream<? extends Number> chosen) {
        return chosen.map(String::valueOf).findFirst();
    }

    /// The one with this name.
    public static Optional<Setting> of(String id) {
        return Arrays.stream(values()).filter(setting -> setting.id.equals(id)).findFirst();
    }
}
