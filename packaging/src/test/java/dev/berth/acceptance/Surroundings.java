package dev.berth.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// What `./dev test` has prepared, named by variables.
final class Surroundings {
    private static final Pattern ID = Pattern.compile("\"([0-9a-f]{64})\\.json\"");

    private Surroundings() {}

    static String named(String variable, String what) {
        var value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(
                    variable + " must name " + what + ": run ./dev test, which sets it");
        }
        return value;
    }

    static boolean asRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// The list of words that no person shall read.
    static Path forbiddenWords() {
        return Path.of(
                named("BERTH_FORBIDDEN_WORDS", "the list of words that no person shall read"));
    }

    /// The image of the fixture service, made by `packaging/service-image/build-fixture.sh`.
    static Image fixture() {
        return new Image(
                Path.of(named("BERTH_FIXTURE_ARCHIVE", "the archive of the fixture service")),
                named("BERTH_FIXTURE_IMAGE", "the image of the fixture service"));
    }

    /// The real gateway's image, made by `packaging/service-image/build.sh`. Where it could not be
    /// made (no network, and none made before), the test is reported as skipped, with the reason.
    static Image openClaw() {
        var archive = System.getenv("BERTH_OPENCLAW_ARCHIVE");
        Assumptions.assumeTrue(
                archive != null && Files.isReadable(Path.of(archive)),
                "there is no image of OpenClaw on this machine, and none could be made");
        return new Image(
                Path.of(String.valueOf(archive)),
                named("BERTH_OPENCLAW_IMAGE", "the image of OpenClaw"));
    }

    /// @param archive from which any user can load it
    /// @param reference its name once it is loaded
    record Image(Path archive, String reference) {

        /// Makes sure that the engine has exactly this one, and gives its name.
        String loaded() throws Exception {
            synchronized (Image.class) {
                var manifest =
                        Program.run(
                                java.util.List.of(
                                        "tar", "-xOf", archive.toString(), "manifest.json"),
                                java.util.Map.of(),
                                Await.LONG);
                var id = ID.matcher(manifest.out());
                if (!id.find()) {
                    throw new IllegalStateException(archive + " is no image: " + manifest.text());
                }
                var there = Podman.tried("image", "inspect", "--format={{.Id}}", reference);
                if (!there.out().strip().equals(id.group(1))) {
                    Podman.run("load", "--quiet", "--input", archive.toString());
                }
                return reference;
            }
        }
    }
}
