package dev.berth.app;

import dev.berth.app.desk.ConsoleTerminal;
import dev.berth.app.desk.Desk;
import dev.berth.app.desk.DetachedKeeper;
import dev.berth.app.desk.OwnProgram;
import dev.berth.app.desk.PlatformBrowser;
import dev.berth.app.desk.RealHome;
import dev.berth.app.desk.ShutdownHook;
import dev.berth.app.desktop.PlatformDesktop;
import dev.berth.app.log.LogFile;
import dev.berth.app.program.Program;
import dev.berth.app.program.ProgramFolder;
import dev.berth.app.verb.Verbs;
import dev.berth.runtime.Berths;
import dev.berth.runtime.Home;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where the keeper and the command line begin: lays out the desk and runs the verb.
public final class Main {

    /// As of every verb that is used badly.
    private static final int BAD_USAGE = 2;

    private Main() {}

    /// Runs the verb in `arguments` and ends the process with its exit status.
    public static void main(String[] arguments) {
        var objection = Home.objection(System.getenv());
        if (objection.isPresent()) {
            var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            err.println("berth: " + objection.get());
            System.exit(BAD_USAGE);
        }
        System.exit(Verbs.execute(desk(), arguments));
    }

    /// Windows lets nobody replace what runs, and on macOS Java would have to ask by the clock.
    private static Program program(String osName, Path folder) {
        return osName.startsWith("Linux") ? new ProgramFolder(folder) : _ -> () -> {};
    }

    private static Desk desk() {
        var osName = System.getProperty("os.name");
        var home = Home.of(System.getenv(), osName, System.getProperty("user.home"));
        var javaHome = Path.of(System.getProperty("java.home"));
        return new Desk(
                new RealHome(home, OwnProgram.command(javaHome)),
                new ConsoleTerminal(System.console(), System.in),
                new PlatformBrowser(System.getenv(), osName),
                new DetachedKeeper(home, javaHome),
                new ShutdownHook(),
                new PlatformDesktop(
                        System.getenv(), osName, System.getProperty("user.home"), javaHome, home),
                program(osName, javaHome),
                fileName ->
                        LogFile.open(home.logs().resolve(fileName), Berths.withoutSecrets(home)),
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8));
    }
}
