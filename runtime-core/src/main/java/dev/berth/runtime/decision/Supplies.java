package dev.berth.runtime.decision;

import dev.berth.runtime.decision.Step.FetchRelease;
import dev.berth.runtime.decision.Step.MakeData;
import dev.berth.runtime.decision.Step.MakeSecrets;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.JournalEntry.Ended;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows on what must be there before a container can be made or started.
final class Supplies {

    private Supplies() {}

    /// The step that brings the first thing that is missing; empty when all is there.
    static Optional<Step> missing(Situation now) {
        return image(now).or(() -> dataAndSecrets(now));
    }

    /// The step that brings the release, if it is not there.
    static Optional<Step> image(Situation now) {
        return switch (now.seen().image()) {
            case Unknown<Optional<String>>(var cause) -> Optional.of(Reach.lookAgain(now, cause));
            case Known<Optional<String>>(var id) when id.isPresent() -> Optional.empty();
            case Known<Optional<String>> _ -> Optional.of(fetch(now));
        };
    }

    private static Step fetch(Situation now) {
        var release = now.settings().release();
        if (release.isEmpty()) {
            return Halts.nothingChosen();
        }
        var fetches = now.history().fetches();
        var failed = fetches.last().map(Ended::at).orElse(Instant.MIN);
        var mayTry = now.isOver(failed, now.history().nextFetch());
        var once = now.wish() instanceof Wish.SetUp && fetches.count() > 0;
        if (fetches.last().isPresent() && (once || !mayTry)) {
            return Halts.releaseMissing(
                    fetches.last().get(), Reach.until(now, now.history().nextFetch()));
        }
        return now.settings()
                .fetching()
                .file()
                .<Step>map(Step.LoadRelease::new)
                .orElseGet(() -> new FetchRelease(release.get()));
    }

    /// The same for a container that is there already: it has its image.
    static Optional<Step> dataAndSecrets(Situation now) {
        return data(now).or(() -> secrets(now));
    }

    static Optional<Step> data(Situation now) {
        return switch (now.seen().data()) {
            case Unknown<DataFolder.State>(var cause) -> Optional.of(Reach.lookAgain(now, cause));
            case Known<DataFolder.State>(var state) ->
                    switch (state) {
                        case DataFolder.State.Present _ ->
                                now.kept().dataMade()
                                        ? Optional.empty()
                                        : Optional.of(new MakeData());
                        case DataFolder.State.NeverMade _ -> Optional.of(new MakeData());
                        case DataFolder.State.Gone _ -> Optional.of(Halts.dataGone());
                        case DataFolder.State.ReadOnly _ -> Optional.of(Halts.dataReadOnly());
                        case DataFolder.State.NoRoom noRoom -> Optional.of(Halts.noRoom(noRoom));
                    };
        };
    }

    private static Optional<Step> secrets(Situation now) {
        return switch (now.seen().missingSecrets()) {
            case Unknown<List<String>>(var cause) -> Optional.of(Reach.lookAgain(now, cause));
            case Known<List<String>> _ when now.history().keysDoubted() ->
                    Optional.of(new MakeSecrets(OpenClaw.secretsFor(now.settings().provider())));
            case Known<List<String>>(var missing) when missing.isEmpty() -> Optional.empty();
            case Known<List<String>>(var missing) -> Optional.of(new MakeSecrets(missing));
        };
    }
}
