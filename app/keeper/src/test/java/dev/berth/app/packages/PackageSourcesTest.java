package dev.berth.app.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What packages for other systems are made from, checked as far as it can be without them.
final class PackageSourcesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path PACKAGING = ROOT.resolve("packaging");

    /// What jpackage 25 reads from the file of a further launcher.
    private static final Set<String> LAUNCHER_KEYS =
            Set.of(
                    "module",
                    "main-jar",
                    "main-class",
                    "description",
                    "arguments",
                    "java-options",
                    "app-version",
                    "icon",
                    "launcher-as-service",
                    "win-console",
                    "win-shortcut",
                    "win-menu",
                    "linux-app-category",
                    "linux-shortcut");

    /// What jpackage 25 fills in in an Info.plist.
    private static final Set<String> FILLED_IN =
            Set.of(
                    "DEPLOY_LAUNCHER_NAME",
                    "DEPLOY_ICON_FILE",
                    "DEPLOY_BUNDLE_IDENTIFIER",
                    "DEPLOY_BUNDLE_NAME",
                    "DEPLOY_BUNDLE_SHORT_VERSION",
                    "DEPLOY_BUNDLE_CFBUNDLE_VERSION",
                    "DEPLOY_APP_CATEGORY",
                    "DEPLOY_BUNDLE_COPYRIGHT",
                    "DEPLOY_FILE_ASSOCIATIONS");

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /// The words of a file of options, without its comments.
    private static List<String> words(String system) throws IOException {
        var words = new ArrayList<String>();
        for (var line : Files.readAllLines(PACKAGING.resolve(system).resolve("berth.options"))) {
            if (!line.startsWith("#")) {
                WORD.matcher(line)
                        .results()
                        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                        .forEach(words::add);
            }
        }
        return words;
    }

    private static List<String> values(String system, String option) throws IOException {
        var words = words(system);
        var values = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(option)) {
                values.add(words.get(i + 1));
            }
        }
        return values;
    }

    private static Properties launcher(String file) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(ROOT.resolve(file))));
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows", "macos"})
    void jpackageKnowsEachOption(String system) throws IOException {
        var manual = Path.of(System.getProperty("java.home"), "man/man1/jpackage.1");
        assumeThat(manual).as("jpackage's manual, which tells the options of all systems").exists();
        var known = new TreeSet<String>();
        var text = Files.readString(manual).replace("\\-", "-");
        OPTION.matcher(text).results().map(option -> option.group()).forEach(known::add);

        assertThat(words(system).stream().filter(word -> OPTION.matcher(word).matches()))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(known).contains(option));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows", "macos"})
    void eachFileThatIsNamedIsThere(String system) throws IOException {
        assertThat(ROOT.resolve(values(system, "--resource-dir").getFirst())).isDirectory();
        for (var further : values(system, "--add-launcher")) {
            var file = further.substring(further.indexOf('=') + 1);
            assertThat(launcher(file).stringPropertyNames())
                    .as(file)
                    .contains("module", "java-options")
                    .isSubsetOf(LAUNCHER_KEYS);
        }
        assertThat(values(system, "--icon").getFirst())
                .matches("icons/target/packages/berth\\.(ico|icns)");
    }

    /// One program behaves alike on each system: what the launcher for Linux says to Java, the
    /// others say.
    @ParameterizedTest
    @ValueSource(strings = {"windows", "macos"})
    void javaIsToldTheSameOnEachSystem(String system) throws IOException {
        var script = Files.readString(PACKAGING.resolve("src/launcher/berth"));
        var common =
                Pattern.compile("exec \"\\$program/bin/java\" \\\\\n(.*?)\"\\$@\"", Pattern.DOTALL)
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1).replace("\\\n", " ").strip().split("\\s+"))
                        .flatMap(java.util.Arrays::stream)
                        .toList();
        assertThat(common).contains("-XX:+UseSerialGC", "-Xmx96m");

        assertThat(values(system, "--java-options").getFirst().split(" "))
                .containsExactlyElementsOf(common);
        var window = launcher("packaging/" + system + "/window.properties");
        assertThat(window.getProperty("module"))
                .isEqualTo("dev.berth.window/dev.berth.window.Main");
        assertThat(window.getProperty("java-options").split(" "))
                .containsAll(common)
                .contains("-Dprism.order=sw", "--enable-native-access=javafx.graphics");
        assertThat(script)
                .contains("-Dprism.order=sw --enable-native-access=javafx.graphics")
                .contains("--module dev.berth.window/dev.berth.window.Main")
                .contains("--module " + values(system, "--module").getFirst());
    }

    @Test
    void windowsKnowsTheNextOneAsTheSameProgram() throws IOException {
        var uuid = values("windows", "--win-upgrade-uuid").getFirst();
        assertThat(UUID.fromString(uuid)).hasToString(uuid);
        assertThat(words("windows"))
                .contains("--win-per-user-install")
                .doesNotContain("--win-console");
    }

    @Test
    void wixIsToldOnlyWhatItsTemplateAsksFor() throws IOException {
        var text = Files.readString(PACKAGING.resolve("windows/resources/overrides.wxi"));
        assertThat(Xml.root(text).getLocalName()).isEqualTo("Include");
        assertThat(
                        Pattern.compile("define (\\w+) = \"(yes|no)\"")
                                .matcher(text)
                                .results()
                                .map(one -> one.group(1)))
                .containsExactlyInAnyOrder("JpAllowUpgrades", "JpAllowDowngrades");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Info.plist", "Berth.entitlements"})
    void macReadsItsPropertyLists(String name) throws IOException {
        var text = Files.readString(PACKAGING.resolve("macos/resources").resolve(name));
        var list = Xml.dictionary(text);

        assertThat(list).isNotEmpty();
        assertThat(
                        Pattern.compile("DEPLOY_[A-Z_]+")
                                .matcher(text.replace("with DEPLOY_", ""))
                                .results()
                                .map(found -> found.group())
                                .filter(token -> !token.equals("DEPLOY_")))
                .allSatisfy(token -> assertThat(FILLED_IN).contains(token));
        if (name.equals("Info.plist")) {
            assertThat(list)
                    .containsEntry("CFBundleExecutable", "DEPLOY_LAUNCHER_NAME")
                    .containsEntry("CFBundleIconFile", "DEPLOY_ICON_FILE")
                    .containsEntry("LSUIElement", "true");
        } else {
            assertThat(list.values()).containsOnly("true");
            assertThat(list.keySet()).allMatch(key -> key.startsWith("com.apple.security.cs."));
        }
    }

    @Test
    void theMenusEntryAndTheStoresSpeakOfTheSameProgram() throws IOException {
        var entry = Files.readString(PACKAGING.resolve("linux/dev.berth.Berth.desktop"));
        var store = Files.readString(PACKAGING.resolve("linux/dev.berth.Berth.metainfo.xml"));

        assertThat(entry)
                .contains("\nExec=berth\n", "\nTryExec=berth\n", "\nIcon=dev.berth.Berth\n");
        assertThat(Xml.root(store).getLocalName()).isEqualTo("component");
        assertThat(store)
                .contains("<id>dev.berth.Berth</id>")
                .contains("<launchable type=\"desktop-id\">dev.berth.Berth.desktop</launchable>")
                .contains("<binary>berth</binary>");
    }

    @Test
    void theMatrixMakesThemWithTheCommandThatPeopleType() throws IOException {
        var matrix = Files.readString(ROOT.resolve(".github/workflows/packages.yml"));
        assertThat(matrix)
                .contains("- run: ./dev package", "windows-", "macos-", "ubuntu-")
                .doesNotContain("\t");
    }
}
