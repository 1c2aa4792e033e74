package dev.berth.runtime.service;

import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.store.Drive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The gateway's `openclaw.json`: it must say `gateway.mode` (else the gateway refuses to start)
/// and list the addresses from which a browser may connect (`gateway.controlUi.allowedOrigins`). It
/// also says which model answers (`agents.defaults.model`, `models.providers`). Seen on release
/// 2026.9.6: a file written before the start is left as it is.
///
/// The service can write this folder, so nothing in it is trusted: no link is followed, and a file
/// that cannot be understood is put aside, never lost.
public final class GatewayConfiguration implements ServiceConfiguration {
    /// What a browser calls the person's own computer.
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private static final String FILE = "openclaw.json";
    private static final String LEFTOVER = "." + FILE + ".";

    /// Under this name the person's own server stands among the gateway's providers.
    static final String OURS = "berth";

    private static final long LONGEST = 4L * 1024 * 1024;

    private final Path folder;
    private final Drive drive;
    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    /// Makes no file yet.
    ///
    /// @param folder the service's data
    public GatewayConfiguration(Path folder) {
        this(folder, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public GatewayConfiguration(Path folder, Drive drive) {
        this.folder = folder;
        this.drive = drive;
    }

    @Override
    public boolean fits(int port, List<String> names) throws IOException {
        var tree = read();
        if (tree.isEmpty()) {
            return false;
        }
        var gateway = tree.get().path("gateway");
        return !isHalfWritten()
                && !gateway.path("mode").asString("").isBlank()
                && origins(tree.get()).containsAll(addresses(port, names));
    }

    @Override
    public void fit(int port, List<String> names) throws IOException {
        var known = read();
        if (known.isEmpty()) {
            putAside();
        }
        var tree = known.orElseGet(JsonNodeFactory.instance::objectNode);
        var gateway = object(tree, "gateway");
        if (gateway.path("mode").asString("").isBlank()) {
            gateway.put("mode", "local");
        }
        var origins = origins(tree);
        origins.addAll(addresses(port, names));
        var list = object(gateway, "controlUi").putArray("allowedOrigins");
        origins.forEach(list::add);
        write(json.writeValueAsString(tree) + "\n");
    }

    @Override
    public void choose(Provider provider, Place place) throws IOException {
        var known = read();
        if (known.isEmpty()) {
            putAside();
        }
        var tree = known.orElseGet(JsonNodeFactory.instance::objectNode);
        var route = OpenClaw.route(provider, place);
        var defaults = object(object(tree, "agents"), "defaults");
        object(defaults, "model").put("primary", route.primary());
        if (defaults.path("models") instanceof ObjectNode allowed && !allowed.isEmpty()) {
            object(allowed, route.primary()); // what this list does not name may not answer
        }
        route.server()
                .ifPresent(server ->
                        tell(server, object(object(object(tree, "models"), "providers"), OURS)));
        write(json.writeValueAsString(tree) + "\n");
    }

    /// The key stands there as the name of a variable (seen on release 2026.9.6: it is read when
    /// the model is asked). What is known of the model beyond its name stays.
    private static void tell(ModelRoute.Server server, ObjectNode entry) {
        entry.put("baseUrl", server.base().toString()).put("api", "openai-completions");
        entry.putObject("apiKey")
                .put("source", "env")
                .put("provider", "default")
                .put("id", OpenClaw.SERVER_KEY);
        var models =
                entry.path("models") instanceof ArrayNode there ? there : entry.putArray("models");
        for (var model : models) {
            if (model.path("id").asString("").equals(server.model())) {
                return;
            }
        }
        models.addObject().put("id", server.model()).put("name", server.model());
    }

    private static List<String> addresses(int port, List<String> names) {
        return Stream.concat(LOOPBACK.stream(), names.stream())
                .map(name -> "http://" + name + ":" + port)
                .toList();
    }

    private static Set<String> origins(ObjectNode tree) {
        var origins = new LinkedHashSet<String>();
        tree.path("gateway")
                .path("controlUi")
                .path("allowedOrigins")
                .forEach(origin -> origins.add(origin.asString("")));
        origins.remove("");
        return origins;
    }

    /// The object of that name inside, made if it is absent or something else.
    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }

    /// The file as it is; empty when there is none or it is no such file.
    private Optional<ObjectNode> read() throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
            return Optional.empty();
        }
        try {
            return json.readTree(Files.readString(file)) instanceof ObjectNode tree
                    ? Optional.of(tree)
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private void putAside() throws IOException {
        var file = folder.resolve(FILE);
        for (int number = 1; Files.exists(file, LinkOption.NOFOLLOW_LINKS); number++) {
            var aside = folder.resolve(FILE + ".unreadable-" + number);
            if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                drive.rename(file, aside);
            }
        }
    }

    private void write(String text) throws IOException {
        sweep();
        var temporary =
                drive.makeTemporary(folder, LEFTOVER, text.getBytes(StandardCharsets.UTF_8));
        try {
            likeTheFolder(temporary);
            drive.rename(temporary, folder.resolve(FILE));
        } catch (IOException e) {
            drive.delete(temporary);
            throw e;
        }
        drive.sync(folder);
    }

    /// Whether we were killed while we wrote it: the next writing takes that away.
    private boolean isHalfWritten() throws IOException {
        try (var entries = Files.newDirectoryStream(folder, LEFTOVER + "*.tmp")) {
            return entries.iterator().hasNext();
        }
    }

    /// What was half-written when we were killed.
    private void sweep() throws IOException {
        try (var entries = Files.newDirectoryStream(folder, LEFTOVER + "*.tmp")) {
            for (var entry : entries) {
                drive.delete(entry);
            }
        }
    }

    /// The service's own user, who owns the folder, must be able to read it.
    private void likeTheFolder(Path file) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        for (var id : List.of("unix:uid", "unix:gid")) {
            var wanted = Files.getAttribute(folder, id);
            if (!wanted.equals(Files.getAttribute(file, id))) {
                Files.setAttribute(file, id, wanted);
            }
        }
    }
}
