package dev.berth.runtime.store;

import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Settings.Access;
import dev.berth.runtime.Settings.Dwelling;
import dev.berth.runtime.Settings.Look;
import dev.berth.runtime.Settings.Others;
import dev.berth.runtime.Settings.Theme;
import dev.berth.runtime.Settings.Updates;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// [Settings] as the fields of a JSON object, in the file and between Berth's processes, and one
/// field of it as the text that a person types: what a field may be is said here and nowhere else.
public final class SettingsCodec {

    static final Set<String> NAMES =
            Set.of(
                    "release",
                    "provider",
                    "port",
                    "memoryMiB",
                    "startAllowanceSeconds",
                    "leaveRunning",
                    "mirror",
                    "releaseFile",
                    "proxy",
                    "engineProgram",
                    "providerAddress",
                    "model",
                    "startAtSignIn",
                    "notifications",
                    "language",
                    "theme",
                    "host",
                    "stopOthers",
                    "machineCpus",
                    "machineMemoryMiB",
                    "machineDiskGiB",
                    "machineImage",
                    "wakeWhenUsed",
                    "names",
                    "copiesGiB",
                    "updates");

    /// 4 TiB: more than any computer of a person has.
    private static final long MOST_MEMORY_MIB = 1L << 22;

    private static final long MOST_COPIES_GIB = 4096;
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 253;

    private static final long LONGEST_START = Duration.ofDays(1).toSeconds();

    private SettingsCodec() {}

    /// The settings as fields.
    public static ObjectNode json(Settings settings) {
        return write(settings);
    }

    /// The settings in such fields; empty when they hold none.
    public static Optional<Settings> settings(ObjectNode fields) {
        try {
            return Optional.of(read(new Fields(fields)));
        } catch (WrongField _) {
            return Optional.empty();
        }
    }

    /// The same settings with one of them chosen otherwise; empty when it cannot be that.
    ///
    /// @param value as a person types it; empty takes the choice back
    public static Optional<Settings> with(
            Settings settings, Setting setting, Optional<String> value) {
        var fields = write(settings);
        value.ifPresentOrElse(
                text -> fields.set(setting.id(), typed(setting, text.strip())),
                () -> fields.remove(setting.id()));
        return settings(fields);
    }

    /// What is no number where one is expected stays a text, and is refused as such.
    private static JsonNode typed(Setting setting, String text) {
        var json = JsonNodeFactory.instance;
        return switch (setting) {
            case START_AT_SIGN_IN, LEAVE_RUNNING, NOTIFICATIONS, WAKE_WHEN_USED ->
                    switch (text) {
                        case "true" -> json.booleanNode(true);
                        case "false" -> json.booleanNode(false);
                        default -> json.stringNode(text);
                    };
            case MEMORY, PORT, OWN_PROCESSORS, OWN_MEMORY, OWN_DISK, COPIES ->
                    text.matches("[0-9]{1,18}")
                            ? json.numberNode(Long.parseLong(text))
                            : json.stringNode(text);
            case LANGUAGE,
                    THEME,
                    ENGINE_PROGRAM,
                    MIRROR,
                    PROXY,
                    PLACE,
                    OTHERS,
                    OWN_FILE,
                    NAMES,
                    UPDATES ->
                    json.stringNode(text);
        };
    }

    static Settings read(Fields in) throws WrongField {
        var port = in.optionalWhole("port", 1024, 65_535);
        return new Settings(
                release(in),
                provider(in),
                port.isPresent()
                        ? OptionalInt.of(Math.toIntExact(port.getAsLong()))
                        : OptionalInt.empty(),
                in.optionalWhole("memoryMiB", 1024, MOST_MEMORY_MIB),
                duration(in.optionalWhole("startAllowanceSeconds", 1, LONGEST_START)),
                in.optionalTruth("leaveRunning").orElse(false),
                fetching(in),
                in.optionalAbsolutePath("engineProgram"),
                in.optionalTruth("startAtSignIn").orElse(false),
                in.optionalTruth("notifications").orElse(true),
                look(in),
                dwelling(in),
                access(in),
                in.optionalWhole("copiesGiB", 1, MOST_COPIES_GIB));
    }

    private static Access access(Fields in) throws WrongField {
        var text = in.optionalText("names").orElse("");
        var names =
                Arrays.stream(text.toLowerCase(Locale.ROOT).split("[ ,]+", -1))
                        .filter(name -> !name.isEmpty())
                        .toList();
        if (names.size() > MOST_NAMES || !names.stream().allMatch(SettingsCodec::isName)) {
            throw in.wrong("names", "names of this computer such as my-pc.lan, parted by spaces");
        }
        return new Access(in.optionalTruth("wakeWhenUsed").orElse(false), names);
    }

    /// RFC 1123, section 2.1, without an address.
    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME
                && text.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
                && !text.matches("[0-9.]+");
    }

    private static Dwelling dwelling(Fields in) throws WrongField {
        var host = in.optionalText("host");
        var place = host.flatMap(Place::of);
        if (host.isPresent() && place.isEmpty()) {
            throw in.wrong("host", "`native` or `machine`");
        }
        var word = in.optionalText("stopOthers").orElse(Others.ASK.id());
        var others = Arrays.stream(Others.values()).filter(one -> one.id().equals(word)).findAny();
        if (others.isEmpty()) {
            throw in.wrong("stopOthers", "ask, always or never");
        }
        return new Dwelling(
                place,
                others.get(),
                in.optionalWhole("machineCpus", 1, 64).stream()
                        .mapToInt(Math::toIntExact)
                        .findFirst(),
                in.optionalWhole("machineMemoryMiB", 2048, MOST_MEMORY_MIB),
                in.optionalWhole("machineDiskGiB", 10, 2048),
                in.optionalAbsolutePath("machineImage"));
    }

    private static Settings.Fetching fetching(Fields in) throws WrongField {
        var mirror = in.optionalText("mirror");
        var proxy = in.optionalText("proxy");
        if (!mirror.map(SettingsCodec::isMirror).orElse(true)) {
            throw in.wrong("mirror", "an address such as https://mirror.example/path");
        }
        if (!proxy.map(SettingsCodec::isProxy).orElse(true)) {
            // it may hold a password
            throw Fields.wrong(
                    "proxy", "another text", "an address such as http://proxy.example:3128");
        }
        return new Settings.Fetching(
                mirror, proxy, in.optionalAbsolutePath("releaseFile"), updates(in));
    }

    private static Updates updates(Fields in) throws WrongField {
        var word = in.optionalText("updates").orElse(Updates.LOOK.id());
        return Arrays.stream(Updates.values())
                .filter(one -> one.id().equals(word))
                .findAny()
                .orElseThrow(() -> in.wrong("updates", "look or never"));
    }

    private static boolean isMirror(String text) {
        return address(text)
                .filter(uri -> uri.getRawUserInfo() == null && uri.getRawQuery() == null)
                .isPresent();
    }

    private static boolean isProxy(String text) {
        return address(text)
                .filter(uri -> uri.getScheme().equals("http") && uri.getPort() > 0)
                .filter(uri -> uri.getPath().matches("/?") && uri.getRawQuery() == null)
                .isPresent();
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> uri.getHost() != null && uri.getPort() <= 65_535)
                    .filter(uri ->
                            "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    .filter(uri -> uri.getRawFragment() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> release(Fields in) throws WrongField {
        var release = in.optionalText("release");
        if (release.isPresent() && ReleaseName.of(release.get()).isEmpty()) {
            throw in.wrong("release", ReleaseName.EXPECTED);
        }
        return release;
    }

    static Optional<Provider> provider(Fields in) throws WrongField {
        var name = in.optionalText("provider");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var kind = ProviderKind.of(name.get());
        if (kind.isEmpty()) {
            throw in.wrong(
                    "provider",
                    Arrays.stream(ProviderKind.values())
                            .map(ProviderKind::id)
                            .collect(Collectors.joining(", ", "one of ", "")));
        }
        var address = in.optionalText("providerAddress");
        if (address.isPresent() && address(address.get()).isEmpty()) {
            throw in.wrong("providerAddress", "an address such as http://127.0.0.1:11434/v1");
        }
        return Optional.of(
                new Provider(kind.get(), address.map(URI::create), in.optionalText("model")));
    }

    private static Look look(Fields in) throws WrongField {
        var language = in.optionalText("language");
        if (!language.map(text -> text.equals("en") || text.equals("de")).orElse(true)) {
            throw in.wrong("language", "en or de");
        }
        var name = in.optionalText("theme").orElse(Theme.SYSTEM.id());
        var theme = Arrays.stream(Theme.values()).filter(one -> one.id().equals(name)).findFirst();
        if (theme.isEmpty()) {
            throw in.wrong("theme", "system, light or dark");
        }
        return new Look(language, theme.get());
    }

    private static Optional<Duration> duration(OptionalLong seconds) {
        return seconds.isPresent()
                ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
                : Optional.empty();
    }

    static ObjectNode write(Settings settings) {
        var object = Json.object();
        settings.release().ifPresent(value -> object.put("release", value));
        settings.provider().ifPresent(value -> write(value, object));
        settings.port().ifPresent(value -> object.put("port", value));
        settings.memoryMiB().ifPresent(value -> object.put("memoryMiB", value));
        settings.startAllowance()
                .ifPresent(value -> object.put("startAllowanceSeconds", roundedUp(value)));
        settings.fetching().file().ifPresent(value -> object.put("releaseFile", value.toString()));
        settings.fetching().mirror().ifPresent(value -> object.put("mirror", value));
        settings.fetching().proxy().ifPresent(value -> object.put("proxy", value));
        settings.engineProgram().ifPresent(value -> object.put("engineProgram", value.toString()));
        settings.look().language().ifPresent(value -> object.put("language", value));
        settings.copiesGiB().ifPresent(value -> object.put("copiesGiB", value));
        write(settings.dwelling(), object);
        if (!settings.access().names().isEmpty()) {
            object.put("names", String.join(" ", settings.access().names()));
        }
        return object.put("theme", settings.look().theme().id())
                .put("leaveRunning", settings.leaveRunning())
                .put("startAtSignIn", settings.startAtSignIn())
                .put("notifications", settings.notifications())
                .put("updates", settings.fetching().updates().id())
                .put("wakeWhenUsed", settings.access().wakeWhenUsed());
    }

    private static void write(Dwelling dwelling, ObjectNode object) {
        dwelling.place().ifPresent(value -> object.put("host", value.id()));
        dwelling.processors().ifPresent(value -> object.put("machineCpus", value));
        dwelling.memoryMiB().ifPresent(value -> object.put("machineMemoryMiB", value));
        dwelling.diskGiB().ifPresent(value -> object.put("machineDiskGiB", value));
        dwelling.file().ifPresent(value -> object.put("machineImage", value.toString()));
        object.put("stopOthers", dwelling.others().id());
    }

    static void write(Provider provider, ObjectNode object) {
        object.put("provider", provider.kind().id());
        provider.address().ifPresent(value -> object.put("providerAddress", value.toString()));
        provider.model().ifPresent(value -> object.put("model", value));
    }

    private static long roundedUp(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
