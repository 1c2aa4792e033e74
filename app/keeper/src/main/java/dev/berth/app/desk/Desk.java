package dev.berth.app.desk;

import dev.berth.app.desktop.Desktop;
import dev.berth.app.program.Program;
import java.io.PrintWriter;

/// All that a verb works with.
///
/// @param out where answers go
/// @param err where it is said what went wrong
/// @param log opens the file in the home's `logs` that is named
public record Desk(
        BerthHome home,
        Terminal terminal,
        Browser browser,
        KeeperStart keeperStart,
        EndOfProcess end,
        Desktop desktop,
        Program program,
        OpenLog log,
        PrintWriter out,
        PrintWriter err) {

    /// Has what Berth notes be written to a file from now on.
    @FunctionalInterface
    public interface OpenLog {
        void open(String fileName);
    }

    /// Says a line, at once.
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /// Says a line about what went wrong, at once.
    public void complain(String line) {
        err.println(line);
        err.flush();
    }
}
