package dev.berth.window.settings;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.InUse;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Settings as texts, as they are chosen. Pure.
final class Values {
    private static final long GIB = 1024;

    /// What the computer itself needs beside a place of the assistant's own.
    private static final long FOR_THE_REST_MIB = 1536;

    private Values() {}

    /// What is chosen for one thing; empty where nothing is.
    static Optional<String> of(Settings settings, Setting setting) {
        return switch (setting) {
            case START_AT_SIGN_IN -> Optional.of(String.valueOf(settings.startAtSignIn()));
            case LEAVE_RUNNING -> Optional.of(String.valueOf(settings.leaveRunning()));
            case NOTIFICATIONS -> Optional.of(String.valueOf(settings.notifications()));
            case LANGUAGE -> settings.look().language();
            case THEME -> Optional.of(settings.look().theme().id());
            case MEMORY -> settings.memoryMiB().stream().mapToObj(String::valueOf).findFirst();
            case PORT -> settings.port().stream().mapToObj(String::valueOf).findFirst();
            case ENGINE_PROGRAM -> settings.engineProgram().map(String::valueOf);
            case MIRROR -> settings.fetching().mirror();
            case PROXY -> settings.fetching().proxy();
            case PLACE -> Optional.of(settings.place().id());
            case OTHERS -> Optional.of(settings.dwelling().others().id());
            case OWN_PROCESSORS ->
                    settings.dwelling().processors().stream().mapToObj(String::valueOf).findFirst();
            case OWN_MEMORY ->
                    settings.dwelling().memoryMiB().stream().mapToObj(String::valueOf).findFirst();
            case OWN_DISK ->
                    settings.dwelling().diskGiB().stream().mapToObj(String::valueOf).findFirst();
            case OWN_FILE -> settings.dwelling().file().map(String::valueOf);
            case COPIES -> settings.copiesGiB().stream().mapToObj(String::valueOf).findFirst();
            case UPDATES -> Optional.of(settings.fetching().updates().id());
            case WAKE_WHEN_USED -> Optional.of(String.valueOf(settings.access().wakeWhenUsed()));
            case NAMES ->
                    Optional.of(String.join(" ", settings.access().names()))
                            .filter(names -> !names.isEmpty());
        };
    }

    /// How many processors its own place can have.
    static List<Optional<String>> processors(Answer.Are are) {
        return offered(
                LongStream.of(1, 2, 3, 4, 6, 8, 12, 16)
                        .filter(count -> count <= Runtime.getRuntime().availableProcessors()),
                of(are.settings(), Setting.OWN_PROCESSORS));
    }

    /// How much memory its own place can have beside all else.
    static List<Optional<String>> ownMemory(Settings settings, InUse in) {
        return offered(
                LongStream.of(2, 3, 4, 6, 8, 12, 16)
                        .map(gib -> gib * GIB)
                        .filter(mib ->
                                in.computerMemoryMiB() == 0
                                        || mib + FOR_THE_REST_MIB <= in.computerMemoryMiB()),
                of(settings, Setting.OWN_MEMORY));
    }

    /// How much room its own place may take; it never gets smaller.
    static List<Optional<String>> ownDisk(Settings settings, InUse in) {
        return offered(
                LongStream.of(20, 40, 60, 80, 120, 200)
                        .filter(gib -> in.own().filter(own -> gib < own.diskGiB()).isEmpty()),
                of(settings, Setting.OWN_DISK));
    }

    private static List<Optional<String>> offered(LongStream values, Optional<String> chosen) {
        var choices = new ArrayList<Optional<String>>();
        choices.add(Optional.empty());
        values.mapToObj(String::valueOf).map(Optional::of).forEach(choices::add);
        if (!choices.contains(chosen)) {
            choices.add(chosen);
        }
        return choices;
    }

    /// How much room all safety copies may take.
    static List<Optional<String>> copies(Settings settings) {
        return offered(LongStream.of(5, 10, 20, 50, 100), of(settings, Setting.COPIES));
    }

    /// How much memory can be chosen: the usual, and what this computer has to give beside itself.
    static List<Optional<String>> memory(Settings settings, InUse in) {
        return offered(
                LongStream.of(3, 4, 6, 8)
                        .map(gib -> gib * GIB)
                        .filter(mib ->
                                in.computerMemoryMiB() == 0 || mib + GIB <= in.computerMemoryMiB()),
                of(settings, Setting.MEMORY));
    }
}
