package dev.berth.runtime.supervisor;

import dev.berth.runtime.StatusReport;
import dev.berth.runtime.decision.Cleaning;
import dev.berth.runtime.decision.History;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.util.List;

/// Tells in plain words what resets have left to clean.
public final class Leftovers {

    private Leftovers() {}

    /// As the notes of a home tell it, without a keeper.
    public static List<StatusReport.CleanUp> of(RuntimeState state, List<JournalEntry> journal) {
        return of(state, History.of(journal).cleaning());
    }

    static List<StatusReport.CleanUp> of(RuntimeState state, Cleaning cleaning) {
        return state.cleanUps().stream()
                .map(item ->
                        new StatusReport.CleanUp(
                                words(item), cleaning.asked(), cleaning.failed(item)))
                .toList();
    }

    private static String words(CleanUp item) {
        return switch (item) {
            case CleanUp.Service _ -> "the stopped assistant";
            case CleanUp.Secret _ -> "a key of the assistant";
            case CleanUp.OwnMachine _ -> "the place where the assistant lived";
            case CleanUp.Notes _ -> "settings and keys";
            case CleanUp.ServiceFiles _ -> "the assistant's data";
            case CleanUp.Release _ -> "the assistant's program";
            case CleanUp.SafetyCopies _ -> "the safety copies";
        };
    }
}
