package dev.berth.runtime.engine.podman;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of the program, to be made: its arguments, never with a secret among them, and what to
/// do with its output.
///
/// @param verb what is asked, for messages: without the arguments
/// @param arguments after the program's name
/// @param folder its working folder, which its user can read
/// @param merged whether both streams become one, in the order of writing
/// @param lines told each line of output as it comes, on another thread; nothing is kept then
/// @param complaints told each line of the other stream as it comes
record Call(
        String verb,
        List<String> arguments,
        Path folder,
        boolean merged,
        Optional<Consumer<String>> lines,
        Optional<Consumer<String>> complaints) {

    Call {
        arguments = List.copyOf(arguments);
    }

    static Call of(String verb, List<String> arguments) {
        return new Call(verb, arguments, Path.of("/"), false, Optional.empty(), Optional.empty());
    }

    static Call of(String verb, String... arguments) {
        return of(verb, List.of(arguments));
    }

    Call in(Path workingFolder) {
        return new Call(verb, arguments, workingFolder, merged, lines, complaints);
    }

    Call withBothStreamsAsOne() {
        return new Call(verb, arguments, folder, true, lines, complaints);
    }

    Call tellingLines(Consumer<String> listener) {
        return new Call(verb, arguments, folder, merged, Optional.of(listener), complaints);
    }

    Call tellingComplaints(Consumer<String> listener) {
        return new Call(verb, arguments, folder, merged, lines, Optional.of(listener));
    }
}
