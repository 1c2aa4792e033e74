package dev.berth.runtime.decision;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What broke and was not seen mended: a fold over the journal, so that it outlives a crash of
/// ours. No decision depends on it.
///
/// @param first what broke first since Ready was last proven
/// @param before the newest such trouble that is over
/// @param open of each plane the first trouble that it was not seen to be rid of
/// @param last the newest act
/// @param falls when the service fell, the newest ones
/// @param wentBack when what a set-up chose did not come up, until the next one
public record Troubles(
        Optional<Trouble> first,
        Optional<Over> before,
        Map<Plane, Trouble> open,
        Optional<Deed> last,
        List<Instant> falls,
        Optional<Instant> wentBack) {
    static final Duration HOUR = Duration.ofHours(1);

    /// More within an hour say nothing more.
    private static final int MOST_FALLS = 100;

    /// The provider's key is there again after these, and the model is known.
    private static final Set<String> GIVES_PROVIDER =
            Set.of("make-secrets", "find-model", "tell-provider");

    private static final Set<String> BRINGS_HOST = Set.of(MachineTries.CREATE, MachineTries.START);

    static final Troubles NONE =
            new Troubles(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());

    public Troubles {
        open = open.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(open));
        falls = List.copyOf(falls);
    }

    /// Something that broke.
    ///
    /// @param code of a problem, or `fell-` and the cause of a fall
    public record Trouble(Plane plane, String code, Instant since) {}

    /// Trouble that is over.
    ///
    /// @param until when Ready was proven
    public record Over(Trouble trouble, Instant until) {}

    /// One act.
    ///
    /// @param outcome empty until it has ended
    public record Deed(String id, String step, Instant at, Optional<Outcome> outcome) {}

    /// The troubles that these lines tell.
    public static Troubles of(List<JournalEntry> entries) {
        var troubles = NONE;
        for (var entry : entries) {
            troubles = troubles.with(entry);
        }
        return troubles;
    }

    /// The same one line later.
    public Troubles with(JournalEntry entry) {
        return switch (entry) {
            case Began began ->
                    did(new Deed(began.id(), began.step(), began.at(), Optional.empty()));
            case Ended ended -> ending(ended);
            case Fell fell ->
                    fallen(fell.at()).broke(new Trouble(Planes.of(fell), code(fell), fell.at()));
            case Troubled(var at, var plane, var problem) ->
                    broke(new Trouble(plane, problem.code(), at));
            case Proved proved ->
                    recovered(Plane.SERVICE).recovered(Plane.ENDPOINT).over(proved.at());
            case Recovered(var at, var plane) ->
                    plane == Plane.ENDPOINT ? recovered(plane).over(at) : recovered(plane);
            case Asked(_, var command) when command.equals("reset") ->
                    new Troubles(
                            Optional.empty(), before, Map.of(), last, List.of(), Optional.empty());
            case Asked(_, var command) when command.equals("setup") -> wentBack(Optional.empty());
            case Noticed(var at, var what, _) when what.equals(History.WENT_BACK) ->
                    wentBack(Optional.of(at));
            case Noticed noticed when noticed.what().equals(History.SWITCHED) ->
                    new Troubles(first, before, open, last, List.of(), wentBack);
            case Asked _, Noticed _, Woke _ -> this;
        };
    }

    /// The name of a fall: of its problem, or of its cause.
    static String code(Fell fell) {
        return fell.problem().map(ProblemKind::code).orElseGet(() -> code(fell.cause()));
    }

    /// The name of a cause.
    public static String code(FallCause cause) {
        return "fell-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Troubles ending(Ended ended) {
        var after =
                did(
                        new Deed(
                                ended.id(),
                                ended.step(),
                                last.filter(one -> one.id().equals(ended.id()))
                                        .map(Deed::at)
                                        .orElse(ended.at()),
                                Optional.of(ended.outcome())));
        return switch (ended.outcome()) {
            case DONE ->
                    GIVES_PROVIDER.contains(ended.step()) ? after.recovered(Plane.PROVIDER) : after;
            case FAILED, TIMED_OUT ->
                    BRINGS_HOST.contains(ended.step()) ? after.broke(ofHost(ended)) : after;
            case CANCELLED, CUT_OFF -> after;
            case LATE -> last.filter(one -> one.id().equals(ended.id())).isPresent() ? after : this;
        };
    }

    private static Trouble ofHost(Ended ended) {
        return new Trouble(
                Plane.HOST,
                ended.problem().orElse(ProblemKind.PLACE_DOES_NOT_START).code(),
                ended.at());
    }

    /// The first trouble of a plane stands until that plane itself is seen well.
    private Troubles broke(Trouble trouble) {
        var more = new EnumMap<Plane, Trouble>(Plane.class);
        more.putAll(open);
        more.putIfAbsent(trouble.plane(), trouble);
        return new Troubles(
                first.or(() -> Optional.of(trouble)), before, more, last, falls, wentBack);
    }

    private Troubles recovered(Plane plane) {
        var fewer = new EnumMap<Plane, Trouble>(Plane.class);
        fewer.putAll(open);
        fewer.remove(plane);
        return new Troubles(first, before, fewer, last, falls, wentBack);
    }

    private Troubles over(Instant at) {
        return new Troubles(
                Optional.empty(),
                first.map(trouble -> new Over(trouble, at)).or(() -> before),
                open,
                last,
                falls,
                wentBack);
    }

    private Troubles wentBack(Optional<Instant> at) {
        return new Troubles(first, before, open, last, falls, at);
    }

    private Troubles did(Deed deed) {
        return new Troubles(first, before, open, Optional.of(deed), falls, wentBack);
    }

    private Troubles fallen(Instant at) {
        var more = new ArrayList<>(falls);
        more.add(at);
        more.removeIf(fall -> fall.isBefore(at.minus(HOUR)));
        return new Troubles(
                first,
                before,
                open,
                last,
                more.subList(Math.max(0, more.size() - MOST_FALLS), more.size()),
                wentBack);
    }

    /// How often the service fell in the hour before this moment.
    public int fallsInTheHourBefore(Instant now) {
        return (int)
                falls.stream()
                        .filter(fall -> fall.isAfter(now.minus(HOUR)) && !fall.isAfter(now))
                        .count();
    }
}
