package dev.berth.runtime.service;

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
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The gateway's `openclaw.json`: it must say `gateway.mode` (else the gateway refuses to start)
/// and list the addresses from which a browser may connect (`gateway.controlUi.allowedOrigins`).
/// Seen on release 2026.9.6: a file written before the start is left as it is.
///
/// The service can write this folder, so nothing in it is trusted: no link is followed, and a file
/// that cannot be understood is put aside, never lost.
public final class GatewayConfiguration implements ServiceConfiguration {
    private static final String FILE = "openclaw.json";
    private static final String LEFTOVER = "." + FILE + ".";
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
    public boolean fits(int port) throws IOException {
        var tree = read();
        if (tree.isEmpty()) {
            return false;
        }
        var gateway = tree.get().path("gateway");
        return !gateway.path("mode").asString("").isBlank()
                && origins(tree.get()).containsAll(addresses(port));
    }

    @Override
    public void fit(int port) throws IOException {
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
        origins.addAll(addresses(port));
        var list = object(gateway, "controlUi").putArray("allowedOrigins");
        origins.forEach(list::add);
        write(json.writeValueAsString(tree) + "\n");
    }

    private static List<String> addresses(int port) {
        return List.of("http://127.0.0.1:" + port, "http://localhost:" + port);
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
