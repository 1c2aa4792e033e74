package dev.berth.runtime.store;

import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.Settings;
import dev.berth.runtime.store.JsonDocument.Content;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// [Settings] in `config/settings.json`. A person may edit it, so a missing field means that
/// nothing was chosen.
public final class JsonSettings implements SettingsFile {

    private static final Set<String> NAMES =
            Set.of(
                    "release",
                    "provider",
                    "port",
                    "memoryMiB",
                    "startAllowanceSeconds",
                    "leaveRunning",
                    "mirror",
                    "proxy",
                    "engineProgram");

    /// 4 TiB: more than any computer of a person has.
    private static final long MOST_MEMORY_MIB = 1L << 22;

    private static final long LONGEST_START = Duration.ofDays(1).toSeconds();

    private final JsonDocument document;
    private final List<String> providers;
    private final Clock clock;

    /// The settings of one home.
    ///
    /// @param file `config/settings.json`
    /// @param providers names of those that can be chosen
    public JsonSettings(Path file, List<String> providers, Clock clock) {
        this(file, providers, clock, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public JsonSettings(Path file, List<String> providers, Clock clock, Drive drive) {
        this.providers = List.copyOf(providers);
        this.document = new JsonDocument(file, drive);
        this.clock = clock;
    }

    @Override
    public Settings load() throws IOException {
        var object = object();
        return object.isEmpty() ? Settings.none() : checked(object.get());
    }

    /// {@inheritDoc}
    ///
    /// Settings that could not be loaded again are refused, and a file that cannot be read is not
    /// overwritten: both are an [SettingsFile.UnreadableSettings].
    @Override
    public void save(Settings settings) throws IOException {
        var fields = write(settings);
        checked(fields);
        var old = object();
        if (old.isPresent()) {
            checked(old.get());
        }
        document.replace(fields, NAMES, old);
    }

    /// {@inheritDoc}
    ///
    /// Which program is the engine stays: what a reset has left to clean is there and nowhere else.
    @Override
    public void forget() throws IOException {
        var engine = engineProgram();
        if (Files.exists(document.path(), LinkOption.NOFOLLOW_LINKS)) { // whatever lies there
            document.putAside("before-reset", clock.instant());
        }
        if (engine.isPresent()) {
            save(Settings.none().withEngineProgram(engine.get()));
        }
    }

    private Optional<Path> engineProgram() throws IOException {
        try {
            return load().engineProgram();
        } catch (UnreadableSettings _) {
            return Optional.empty();
        }
    }

    private Optional<ObjectNode> object() throws IOException {
        return switch (content()) {
            case Content.Absent() -> Optional.empty();
            case Content.Good(var object) -> Optional.of(object);
            case Content.Bad(var expectation) -> throw unreadable(expectation);
            case Content.Newer(var schema) ->
                    throw new UnreadableSettings(
                            NewerFile.sentence(document.path(), schema, JsonDocument.SCHEMA));
        };
    }

    private Content content() throws UnreadableSettings {
        try {
            return document.read();
        } catch (IOException e) {
            var unreadable = new UnreadableSettings(String.valueOf(e.getMessage()));
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    private Settings checked(ObjectNode object) throws UnreadableSettings {
        try {
            return read(new Fields(object));
        } catch (WrongField e) {
            throw unreadable(e.expectation());
        }
    }

    private UnreadableSettings unreadable(String expectation) {
        return new UnreadableSettings(
                "%s %s: correct it, or move the file away to start with the usual settings."
                        .formatted(document.path(), expectation));
    }

    private Settings read(Fields in) throws WrongField {
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
                in.optionalAbsolutePath("engineProgram"));
    }

    private static Settings.Fetching fetching(Fields in) throws WrongField {
        var mirror = in.optionalText("mirror");
        var proxy = in.optionalText("proxy");
        if (!mirror.map(JsonSettings::isMirror).orElse(true)) {
            throw in.wrong("mirror", "an address such as https://mirror.example/path");
        }
        if (!proxy.map(JsonSettings::isProxy).orElse(true)) {
            // it may hold a password
            throw Fields.wrong(
                    "proxy", "another text", "an address such as http://proxy.example:3128");
        }
        return new Settings.Fetching(mirror, proxy);
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

    private Optional<String> provider(Fields in) throws WrongField {
        var provider = in.optionalText("provider");
        if (provider.isPresent() && !providers.contains(provider.get())) {
            throw in.wrong("provider", "one of " + String.join(", ", providers));
        }
        return provider;
    }

    private static Optional<Duration> duration(OptionalLong seconds) {
        return seconds.isPresent()
                ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
                : Optional.empty();
    }

    private static ObjectNode write(Settings settings) {
        var object = Json.object();
        settings.release().ifPresent(value -> object.put("release", value));
        settings.provider().ifPresent(value -> object.put("provider", value));
        settings.port().ifPresent(value -> object.put("port", value));
        settings.memoryMiB().ifPresent(value -> object.put("memoryMiB", value));
        settings.startAllowance()
                .ifPresent(value -> object.put("startAllowanceSeconds", roundedUp(value)));
        settings.fetching().mirror().ifPresent(value -> object.put("mirror", value));
        settings.fetching().proxy().ifPresent(value -> object.put("proxy", value));
        settings.engineProgram().ifPresent(value -> object.put("engineProgram", value.toString()));
        return object.put("leaveRunning", settings.leaveRunning());
    }

    private static long roundedUp(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
