package dev.berth.runtime.simulation.mutation;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the product and its tests lie: sources, classes, and what they are compiled with.
final class Product {
    static final String ROOT = "dev/berth/runtime";
    static final String ROOM = ROOT + "/simulation/mutation";

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private Product() {}

    static Path source(String file) {
        return MODULE.resolve("src/main/java").resolve(ROOT).resolve(file);
    }

    /// @param kind `java` or `resources`
    static Path tests(String kind) {
        return MODULE.resolve("src/test").resolve(kind);
    }

    static Path classes() {
        return MODULE.resolve("target/classes");
    }

    static Path testClasses() {
        return MODULE.resolve("target/test-classes");
    }

    static String classPath() {
        return Stream.of(
                        classes().toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
