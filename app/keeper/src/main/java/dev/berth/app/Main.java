package dev.berth.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Where the keeper and the command line begin.
@Command(
        name = "berth",
        description = "Keeps your assistant running and says whether it works.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class)
public final class Main implements Runnable {

    private Main() {}

    /// Runs the verb in `arguments` and ends the process with its exit status.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /// Without a verb there is nothing to do yet but to say what there is.
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
