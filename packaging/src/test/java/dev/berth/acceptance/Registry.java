package dev.berth.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// A real source of programs on this computer (Debian's `docker-registry`), which has the fixture
/// service under one name.
final class Registry implements AutoCloseable {
    /// What stands behind the host in the name of what it has.
    static final String PROGRAM = "berth/fetched:1";

    private final Path folder;
    private final String host;
    private final Process process;

    private Registry(Path folder, String host, Process process) {
        this.folder = folder;
        this.host = host;
        this.process = process;
    }

    static Registry withTheFixture() throws Exception {
        var folder = Files.createTempDirectory("berth-registry-");
        var host = "127.0.0.1:" + TestHome.freePort();
        var settings = folder.resolve("settings.yml");
        Files.writeString(
                settings,
                """
                version: 0.1
                log: {level: warn}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: %s}
                """
                        .formatted(folder.resolve("store"), host));
        var output = folder.resolve("output.txt").toFile();
        var process =
                new ProcessBuilder("docker-registry", "serve", settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        var registry = new Registry(folder, host, process);
        try {
            Await.until("answer of the registry", TestHome.SOON, registry::answers);
            registry.put(Surroundings.fixture().loaded(), PROGRAM);
            return registry;
        } catch (Exception | AssertionError e) {
            registry.close();
            throw e;
        }
    }

    /// Has it keep another program.
    ///
    /// @param image that the engine has
    /// @param name behind the host
    /// @return its whole name
    String put(String image, String name) throws Exception {
        Podman.run("push", "--quiet", "--tls-verify=false", image, "docker://" + host + "/" + name);
        return host + "/" + name;
    }

    private boolean answers() throws InterruptedException {
        try {
            return Http.get(address() + "/v2/").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        return URI.create("http://" + host);
    }

    /// Bytes of all parts of the program.
    long size() throws IOException, InterruptedException {
        var tag = PROGRAM.replace(":", "/manifests/");
        var manifest =
                Http.get(
                        address() + "/v2/" + tag,
                        "Accept",
                        "application/vnd.docker.distribution.manifest.v2+json,"
                                + " application/vnd.oci.image.manifest.v1+json");
        var json = JsonMapper.shared().readTree(manifest.body());
        long size = json.path("config").path("size").asLong();
        for (var layer : json.path("layers")) {
            size += layer.path("size").asLong();
        }
        return size;
    }

    /// Answers nobody any more.
    void stop() {
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        stop();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
