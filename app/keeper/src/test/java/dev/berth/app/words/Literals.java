package dev.berth.app.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The texts that stand in compiled code: whatever is ever said was put together from them. What is
/// handed to a logger is none of them.
final class Literals {
    private static final String LOGGER = "Lorg/slf4j/Logger;";

    /// Two words in a row; keys, file names and format codes are no texts.
    private static final Pattern TEXT = Pattern.compile("\\p{L}{2,}[,;:]? +\\p{L}{2,}");

    private Literals() {}

    /// @param where the class that says it
    record Literal(String where, String text) {}

    /// All texts in the classes from where this one comes.
    static List<Literal> besides(Class<?> one) {
        return classes(one).stream()
                .flatMap(Literals::in)
                .filter(literal -> TEXT.matcher(literal.text()).find())
                .toList();
    }

    /// All classes from where this one comes, compiled.
    static List<ClassModel> classes(Class<?> one) {
        try {
            var place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (Files.isDirectory(Path.of(place))) {
                return under(Path.of(place));
            }
            try (var jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
                return under(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ClassModel> under(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(Literals::read)
                    .toList();
        }
    }

    private static ClassModel read(Path file) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Literal> in(ClassModel model) {
        var name = model.thisClass().asInternalName().replace('/', '.');
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> in(code).stream())
                .map(text -> new Literal(name, text));
    }

    private static List<String> in(CodeModel code) {
        var texts = new ArrayList<String>();
        var forLogger = false;
        for (CodeElement element : code) {
            switch (element) {
                case FieldInstruction field ->
                        forLogger |= field.type().stringValue().equals(LOGGER);
                case ConstantInstruction constant
                        when constant.constantValue() instanceof String text -> {
                    if (!forLogger) {
                        texts.add(text);
                    }
                    forLogger = false;
                }
                case InvokeDynamicInstruction call ->
                        call.bootstrapArgs().stream()
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .forEach(texts::add);
                default -> {}
            }
        }
        return texts;
    }
}
