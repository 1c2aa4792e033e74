import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Says what of others is in the program: `Notices SBOM IMAGE`. SBOM is what CycloneDX wrote of the libraries, without
/// `.xml` and `.json`; the Java that the image holds is added to it here. Fails where a library has a licence that
/// nobody has looked at. Run as a source file.
final class Notices {
    /// Those of which one at least must be offered. Apache-2.0 is our own; the others ask for what these notices are,
    /// and allow to link.
    private static final Set<String> ACCEPTED =
            Set.of(
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "MIT",
                    "EPL-2.0",
                    "GPL-2.0-with-classpath-exception",
                    "The 3-Clause BSD License");

    private Notices() {}

    public static void main(String[] arguments) throws Exception {
        var image = Path.of(arguments[1]);
        if (Files.notExists(Path.of(arguments[0] + ".xml"))) {
            System.err.println("notices: none are made, because CycloneDX does nothing while Maven is offline (-o); no package can be made of this");
            return;
        }
        var target = Files.createDirectories(image.resolve("share/doc/berth"));
        var libraries = libraries(Path.of(arguments[0] + ".xml"));
        var unknown = libraries.values().stream().filter(library -> library.licences.stream().noneMatch(ACCEPTED::contains)).toList();
        if (!unknown.isEmpty()) {
            System.err.println("notices: nobody has looked at these licences (Notices.ACCEPTED): " + unknown);
            System.exit(1);
        }
        var java = new Properties();
        java.load(new StringReader(Files.readString(Path.of(System.getProperty("java.home"), "release")).replace("\"", "")));
        Files.writeString(target.resolve("third-party-notices.txt"), notices(libraries.values(), java, image));
        Files.writeString(target.resolve("sbom.cdx.json"), withJava(Files.readString(Path.of(arguments[0] + ".json")), java));
    }

    private record Library(String name, String version, List<String> licences, String origin) {}

    /// All that are not ours, by name.
    private static TreeMap<String, Library> libraries(Path sbom)
            throws IOException, ParserConfigurationException, SAXException {
        var found = new TreeMap<String, Library>();
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(sbom.toFile());
        // Its own tool is among what the document tells of itself.
        var all = document.getElementsByTagName("component");
        for (int i = 0; i < all.getLength(); i++) {
            var component = (Element) all.item(i);
            if (component.getParentNode().getParentNode() == document.getDocumentElement()
                    && !text(component, "group").startsWith("dev.berth")) {
                var name = text(component, "group") + ":" + text(component, "name");
                found.put(name, new Library(name, text(component, "version"), licences(component), text(component, "url")));
            }
        }
        return found;
    }

    private static List<String> licences(Element component) {
        var names = new TreeSet<String>();
        var licences = component.getElementsByTagName("license");
        for (int i = 0; i < licences.getLength(); i++) {
            var licence = (Element) licences.item(i);
            names.add(text(licence, "id").isEmpty() ? text(licence, "name") : text(licence, "id"));
        }
        return new ArrayList<>(names);
    }

    private static String text(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : Objects.toString(found.item(0).getTextContent(), "").strip();
    }

    private static String notices(Iterable<Library> libraries, Properties java, Path image) throws IOException {
        var text = new StringBuilder();
        text.append("Berth is made with the work of others. Each part of it has its own licence.\n\n");
        text.append("Java %s, %s: GPL-2.0 with the Classpath Exception, and the licences in the folder legal beside this program.\n"
                .formatted(java.getProperty("JAVA_RUNTIME_VERSION"), java.getProperty("IMPLEMENTOR")));
        for (var library : libraries) {
            text.append("%s %s: %s%s\n".formatted(
                    library.name, library.version, String.join(" or ", library.licences),
                    library.origin.isEmpty() ? "" : ", " + library.origin));
        }
        try (var files = Files.walk(image.resolve("legal"))) {
            text.append("\nIn the folder legal: ")
                    .append(files.filter(Files::isRegularFile).map(file -> image.resolve("legal").relativize(file).toString().replace('\\', '/'))
                            .sorted().collect(joining(", ")))
                    .append(".\n");
        }
        return text.toString();
    }

    /// Our libraries' tool knows nothing of the Java that `jlink` puts in.
    private static String withJava(String sbom, Properties java) {
        var begin = "\"components\" : [";
        var version = java.getProperty("JAVA_RUNTIME_VERSION");
        var component = """

                    {
                      "type" : "platform",
                      "bom-ref" : "java-runtime",
                      "supplier" : { "name" : "%s" },
                      "name" : "OpenJDK",
                      "version" : "%s",
                      "licenses" : [ { "license" : { "id" : "GPL-2.0-with-classpath-exception" } } ],
                      "cpe" : "cpe:2.3:a:oracle:openjdk:%s:*:*:*:*:*:*:*"
                    },""".formatted(java.getProperty("IMPLEMENTOR"), version, java.getProperty("JAVA_VERSION"));
        int at = sbom.lastIndexOf(begin);
        if (at < 0) {
            throw new IllegalStateException("the SBOM has no list of components");
        }
        return sbom.substring(0, at + begin.length()) + component + sbom.substring(at + begin.length());
    }
}
