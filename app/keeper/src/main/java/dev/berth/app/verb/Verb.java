package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// What all verbs have in common.
abstract class Verb implements Callable<Integer> {
    final Desk desk;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    Verb(Desk desk) {
        this.desk = desk;
    }
}
