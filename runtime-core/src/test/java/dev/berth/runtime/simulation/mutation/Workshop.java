package dev.berth.runtime.simulation.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Makes products with a bug in them: changes one file in memory and compiles it. One thread at a
/// time.
final class Workshop implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-nowarn", "-implicit:none", "-cp", Product.classPath());

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    /// The product with this bug.
    Mutant mutant(Bug bug) throws IOException {
        var source = bug.applied(Files.readString(Product.source(bug.file())));
        return new Mutant(bug.trial(), compiled(bug, source));
    }

    private Map<String, byte[]> compiled(Bug bug, String source) throws IOException {
        var told = new DiagnosticCollector<JavaFileObject>();
        try (var made = new Made(files)) {
            var unit = new Text(bug.file(), source);
            if (!compiler.getTask(null, made, told, OPTIONS, null, List.of(unit)).call()) {
                throw new IllegalStateException(
                        "the bug '%s' does not compile: %s".formatted(bug, told.getDiagnostics()));
            }
            return made.classes();
        }
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A source file in memory.
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String file, String text) {
            super(URI.create("memory:///" + Product.ROOT + "/" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /// Keeps what is compiled.
    private static final class Made extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Made(JavaFileManager files) {
            super(files);
        }

        Map<String, byte[]> classes() {
            return classes.entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    Map.Entry::getKey, one -> one.getValue().toByteArray()));
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var bytes = new ByteArrayOutputStream();
            classes.put(name, bytes);
            return new SimpleJavaFileObject(
                    URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        @Override
        public void close() {
            // what it stands on is used again
        }
    }
}
