package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One run of the program, to be made: its arguments, never with a secret among them, and what to
/// do with its output.
///
/// @param verb what is asked, for messages: without the arguments
/// @param arguments after the program's name
/// @param folder its working folder, which its user can read
/// @param merged whether both streams become one, in the order of writing
/// @param lines told each line of output as it comes, on another thread; nothing is kept then
/// @param complaints told each line of the other stream as it comes
/// @param manner what most runs do not need
record Call(
        String verb,
        List<String> arguments,
        Path folder,
        boolean merged,
        Optional<Consumer<String>> lines,
        Optional<Consumer<String>> complaints,
        Manner manner) {

    Call {
        arguments = List.copyOf(arguments);
    }

    /// How it is run.
    ///
    /// @param environment what it has beside ours
    /// @param alone whether only it is ended when its limit passes or it is cancelled; what it
    ///   started goes on
    /// @param outputFile where its streams go instead of to us (`.out` and `.err` are added), so
    ///   that it can go on when we are gone
    /// @param input what it reads; empty is nothing
    /// @param born told when it runs, before it is waited for
    record Manner(
            Map<String, String> environment,
            boolean alone,
            Optional<Path> outputFile,
            Optional<Input> input,
            Consumer<ProcessHandle> born) {
        static final Manner USUAL =
                new Manner(Map.of(), false, Optional.empty(), Optional.empty(), _ -> {});
    }

    /// Writes what the program reads, on a thread of its own.
    interface Input {
        void into(OutputStream stream) throws IOException;
    }

    static Call of(String verb, List<String> arguments) {
        return new Call(
                verb,
                arguments,
                Path.of("/"),
                false,
                Optional.empty(),
                Optional.empty(),
                Manner.USUAL);
    }

    static Call of(String verb, String... arguments) {
        return of(verb, List.of(arguments));
    }

    Call in(Path workingFolder) {
        return new Call(verb, arguments, workingFolder, merged, lines, complaints, manner);
    }

    Call withBothStreamsAsOne() {
        return new Call(verb, arguments, folder, true, lines, complaints, manner);
    }

    Call tellingLines(Consumer<String> listener) {
        return new Call(verb, arguments, folder, merged, Optional.of(listener), complaints, manner);
    }

    Call tellingComplaints(Consumer<String> listener) {
        return new Call(verb, arguments, folder, merged, lines, Optional.of(listener), manner);
    }

    private Call manner(Manner other) {
        return new Call(verb, arguments, folder, merged, lines, complaints, other);
    }

    /// With these before all other arguments, and this in its environment.
    Call going(List<String> way, Map<String, String> environment) {
        return new Call(
                verb,
                Stream.concat(way.stream(), arguments.stream()).toList(),
                folder,
                merged,
                lines,
                complaints,
                new Manner(
                        environment, manner.alone, manner.outputFile, manner.input, manner.born));
    }

    /// Only it is ended, not what it started.
    Call endingAlone() {
        return manner(
                new Manner(manner.environment, true, manner.outputFile, manner.input, manner.born));
    }

    Call reading(Input input) {
        return manner(
                new Manner(
                        manner.environment,
                        manner.alone,
                        manner.outputFile,
                        Optional.of(input),
                        manner.born));
    }

    /// Outlives us; whoever ends it ends it alone.
    Call outliving(Path outputFile, Consumer<ProcessHandle> born) {
        return manner(
                new Manner(manner.environment, true, Optional.of(outputFile), manner.input, born));
    }
}
