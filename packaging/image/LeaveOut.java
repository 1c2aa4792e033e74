import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Makes of a few patterns the exact list of what `jlink` shall leave out of the image, and fails where
/// a class that stays refers to one that goes and nobody said why that is well:
/// `LeaveOut FOLDER SYSTEM MODULES ROOTS LIST`. Run as a source file.
///
/// FOLDER has the patterns in `left-out` and what is bearable in `bearable`, and the same for SYSTEM alone.
/// A package that its module tells of must not be empty, else `jlink` refuses; so the smallest thing in it stays.
final class LeaveOut {
    private final Map<String, byte[]> staying = new TreeMap<>();
    private final Map<String, Integer> going = new TreeMap<>();
    private final List<PathMatcher> patterns;

    private LeaveOut(List<String> patterns) {
        this.patterns = patterns.stream().map(LeaveOut::glob).toList();
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var system = "." + arguments[1];
        var itself = new LeaveOut(lines(folder, "left-out", system));
        var modules = Configuration.resolve(
                        ModuleFinder.of(Path.of(arguments[2])),
                        List.of(ModuleLayer.empty().configuration()),
                        ModuleFinder.ofSystem(),
                        List.of(arguments[3].split(",")))
                .modules();
        for (var module : modules) {
            itself.sort(module.reference());
        }
        Files.write(Path.of(arguments[4]), itself.going.keySet());
        itself.demandWhole(lines(folder, "bearable", system));
    }

    private static List<String> lines(Path folder, String name, String system) throws IOException {
        var lines = new ArrayList<String>();
        for (var file : List.of(folder.resolve(name), folder.resolve(name + system))) {
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
        return lines;
    }

    private static PathMatcher glob(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }

    /// Sorts what is in a module into what stays and what goes.
    private void sort(ModuleReference module) throws IOException {
        var name = "/" + module.descriptor().name() + "/";
        var kept = new HashMap<String, byte[]>();
        var left = new HashMap<String, byte[]>();
        try (var reader = module.open()) {
            for (var resource : reader.list().filter(path -> !path.endsWith("/")).toList()) {
                var bytes = reader.open(resource).orElseThrow().readAllBytes();
                var path = Path.of(name + resource);
                (patterns.stream().anyMatch(pattern -> pattern.matches(path)) ? left : kept).put(name + resource, bytes);
            }
        }
        for (var empty : new TreeSet<>(module.descriptor().packages())) {
            var folder = name + empty.replace('.', '/');
            if (kept.keySet().stream().noneMatch(path -> folder(path).equals(folder))) {
                left.keySet().stream()
                        .filter(path -> folder(path).equals(folder))
                        .min(Comparator.<String>comparingInt(path -> left.get(path).length).thenComparing(path -> path))
                        .ifPresent(path -> left.remove(path)); // neither staying nor going: nobody uses it
            }
        }
        staying.putAll(kept);
        left.forEach((path, bytes) -> going.put(path, bytes.length));
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /// @param bearable lines `FROM -> TO`, both patterns of classes
    private void demandWhole(List<String> bearable) {
        var gone = new HashMap<String, String>();
        going.keySet().stream()
                .filter(path -> path.endsWith(".class"))
                .forEach(path -> gone.put(path.substring(path.indexOf('/', 1) + 1, path.length() - 6), path));
        var rules = bearable.stream().map(line -> line.split("\\s*->\\s*", 2)).toList();
        var used = new HashSet<String[]>();
        var dangling = new ArrayList<String>();
        staying.forEach((from, bytes) -> {
            if (from.endsWith(".class") && !from.endsWith("module-info.class")) {
                referred(bytes).map(gone::get).filter(to -> to != null).forEach(to -> {
                    var rule = rules.stream()
                            .filter(each -> glob(each[0]).matches(Path.of(from)) && glob(each[1]).matches(Path.of(to)))
                            .findFirst();
                    rule.ifPresentOrElse(used::add, () -> dangling.add(from + " -> " + to));
                });
            }
        });
        rules.stream().filter(rule -> !used.contains(rule)).forEach(rule ->
                dangling.add("needed no more: " + rule[0] + " -> " + rule[1]));
        if (!dangling.isEmpty()) {
            dangling.stream().collect(groupingBy(line -> line, TreeMap::new, toCollection(ArrayList::new)))
                    .keySet().forEach(System.err::println);
            System.err.println("leave-out: these classes stay and refer to ones that go: keep those (left-out.linux),"
                    + " or say why nobody will miss them (bearable.linux)");
            System.exit(1);
        }
    }

    private static Stream<String> referred(byte[] bytes) {
        var names = new TreeSet<String>();
        for (var entry : ClassFile.of().parse(bytes).constantPool()) {
            if (entry instanceof ClassEntry referred) {
                names.add(referred.asInternalName().replaceFirst("^\\[+L(.*);$", "$1"));
            }
        }
        return names.stream();
    }
}
