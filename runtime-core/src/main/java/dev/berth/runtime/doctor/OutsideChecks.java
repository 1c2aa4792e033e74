package dev.berth.runtime.doctor;

import dev.berth.runtime.KeyForm;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Provider;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.decision.Meaning;
import dev.berth.runtime.doctor.KeeperChecks.Answering;
import dev.berth.runtime.door.Occupant;
import dev.berth.runtime.door.Occupants;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.source.Reach;
import dev.berth.runtime.source.Reach.Reached;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JsonlJournal;
import dev.berth.runtime.store.RuntimeState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What lies between the assistant and the world: its address, the network, the clock, the
/// provider's key.
final class OutsideChecks {
    private static final Duration SLOW_CLOCK = Duration.ofMinutes(2);

    /// Certificates are made out for days.
    private static final Duration WRONG_CLOCK = Duration.ofHours(24);

    /// Before there was any Berth.
    private static final Instant NEVER_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    private final Settings settings;
    private final Optional<RuntimeState> kept;
    private final Path state;
    private final Keeping keeping;
    private final Shared<Answering> keeper;
    private final Occupants occupants;
    private final Shared<Answer<Reached>> source;
    private final Clock clock;

    /// @param state `state/`
    OutsideChecks(
            Settings settings,
            Optional<RuntimeState> kept,
            Path state,
            Keeping keeping,
            Shared<Answering> keeper,
            Occupants occupants,
            Reach reach,
            Clock clock) {
        this.settings = settings;
        this.kept = kept;
        this.state = state;
        this.keeping = keeping;
        this.keeper = keeper;
        this.occupants = occupants;
        this.clock = clock;
        source =
                new Shared<>(limit ->
                        reach.look(
                                settings.release().orElse(OpenClaw.STANDARD_RELEASE),
                                settings.fetching(),
                                limit));
    }

    List<Check> all() {
        return List.of(
                new Check() {
                    @Override
                    public Part part() {
                        return Part.CLOCK;
                    }

                    @Override
                    public Sign look(Limit limit) throws IOException {
                        return clock(source.get(limit));
                    }

                    @Override
                    public Sign silent() { // who could not be asked tells nothing of the clock
                        return Found.CLOCK_PLAUSIBLE.of(Part.CLOCK);
                    }
                },
                Check.of(Part.ADDRESS, this::address),
                new Check() {
                    @Override
                    public Part part() {
                        return Part.NETWORK;
                    }

                    @Override
                    public Sign look(Limit limit) {
                        return network(source.get(limit));
                    }

                    @Override
                    public Sign silent() {
                        return noNetwork(List.of("no answer in time"));
                    }
                },
                Check.of(Part.KEY, _ -> key()));
    }

    // -- clock

    private Sign clock(Answer<Reached> asked) throws IOException {
        var now = clock.instant();
        var theirs =
                asked instanceof Answer.Got<Reached>(var reached)
                        ? reached.clock()
                        : Optional.<Instant>empty();
        var drift = theirs.map(at -> Duration.between(now, at).abs());
        if (drift.filter(one -> one.compareTo(WRONG_CLOCK) > 0).isPresent()) {
            return Found.CLOCK_WRONG.of(Part.CLOCK, words(drift.get()));
        }
        if (drift.filter(one -> one.compareTo(SLOW_CLOCK) > 0).isPresent()) {
            return Found.CLOCK_OFF.of(Part.CLOCK, words(drift.get()));
        }
        if (now.isBefore(NEVER_BEFORE)) {
            return Found.CLOCK_WRONG.of(Part.CLOCK, words(Duration.between(now, NEVER_BEFORE)));
        }
        var ahead = newestNote().map(at -> Duration.between(now, at));
        if (ahead.filter(one -> one.compareTo(SLOW_CLOCK) > 0).isPresent()) {
            return Found.CLOCK_BACK.of(Part.CLOCK, words(ahead.get()));
        }
        return (drift.isPresent() ? Found.CLOCK_WELL : Found.CLOCK_PLAUSIBLE).of(Part.CLOCK);
    }

    private Optional<Instant> newestNote() throws IOException {
        return new JsonlJournal(state)
                .newest(20).stream().map(JournalEntry::at).max(Comparator.naturalOrder());
    }

    private static String words(Duration span) {
        if (span.toDays() > 1) {
            return span.toDays() + " days";
        }
        return span.toHours() > 1 ? span.toHours() + " hours" : span.toMinutes() + " minutes";
    }

    // -- address

    private Sign address(Limit limit) throws IOException {
        var port =
                kept.map(known -> known.addressFor(settings.port(), OpenClaw.PORT))
                        .orElseGet(() -> settings.port().orElse(OpenClaw.PORT));
        var holder = occupants.at(port);
        var ours = keeping.holder();
        var answer = keeper.get(limit);
        if (holder.isEmpty()) {
            return served(answer).isPresent()
                    ? Found.ADDRESS_CLOSED.of(Part.ADDRESS, List.of("port " + port))
                    : Found.ADDRESS_FREE.of(Part.ADDRESS, List.of("port " + port));
        }
        var who = holder.get();
        var details = List.of("port %d: %s".formatted(port, who.words()));
        if (isOurs(who.pid(), ours)) {
            return moved(port, ours).orElseGet(() -> Found.ADDRESS_WELL.of(Part.ADDRESS, details));
        }
        var other = served(answer).filter(address -> address.getPort() != port);
        return other.map(address -> moved(who, port, address.toString()))
                .orElseGet(() ->
                        Found.ADDRESS_TAKEN.of(Part.ADDRESS, details, who.words(), address(port)));
    }

    /// What is said where the address is ours, but not the one that was wished for, because a
    /// program has that.
    private Optional<Sign> moved(int port, OptionalLong ours) {
        int wished = settings.port().orElse(OpenClaw.PORT);
        return wished == port
                ? Optional.empty()
                : occupants
                        .at(wished)
                        .filter(who -> !isOurs(who.pid(), ours))
                        .map(who -> moved(who, wished, address(port)));
    }

    private static Sign moved(Occupant who, int wished, String address) {
        return Found.ADDRESS_MOVED.of(
                Part.ADDRESS,
                List.of("port %d: %s".formatted(wished, who.words())),
                who.words(),
                address);
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port + "/";
    }

    private static boolean isOurs(OptionalLong holder, OptionalLong keeper) {
        return holder.isPresent() && holder.equals(keeper);
    }

    private static Optional<URI> served(Answering answer) {
        return answer instanceof Answering.Said(StatusReport report)
                ? report.address()
                : Optional.empty();
    }

    // -- network

    private static Sign network(Answer<Reached> asked) {
        return switch (asked) {
            case Answer.Got<Reached>(var reached) ->
                    Found.NETWORK_WELL.of(
                            Part.NETWORK,
                            List.of(
                                    "%s answered (%d)"
                                            .formatted(reached.host(), reached.status())));
            case Answer.Failed<Reached>(var failure) when failure.kind() == Kind.NETWORK ->
                    noNetwork(Meaning.details(failure));
            case Answer.Failed<Reached>(var failure) ->
                    Found.warning(
                            Part.NETWORK,
                            Meaning.of(failure).orElse(ProblemKind.NO_NETWORK),
                            Meaning.details(failure));
        };
    }

    private static Sign noNetwork(List<String> details) {
        return Found.NETWORK_NONE.of(Part.NETWORK, details).about(ProblemKind.NO_NETWORK);
    }

    // -- key

    private Sign key() throws IOException {
        return settings.provider().isEmpty()
                ? Found.KEY_NONE.of(Part.KEY)
                : key(settings.provider().get());
    }

    /// Read as it lies there: the store would narrow the file's mode, and doctor changes nothing.
    private Sign key(Provider provider) throws IOException {
        var file = state.resolve("secrets").resolve(OpenClaw.PROVIDER_KEY);
        var kind = provider.kind();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return kind.needsKey()
                    ? Found.problem(Part.KEY, ProblemKind.KEY_MISSING, List.of(kind.id()))
                    : Found.KEY_NOT_NEEDED.of(Part.KEY);
        }
        var key = Files.size(file) > 4096 ? "" : Files.readString(file, StandardCharsets.UTF_8);
        if (!kind.needsKey() && key.strip().equals(OpenClaw.NO_KEY)) {
            return Found.KEY_NOT_NEEDED.of(Part.KEY);
        }
        return switch (KeyForm.of(kind, key)) {
            case KeyForm.Good _ -> Found.KEY_WELL.of(Part.KEY);
            case KeyForm.Odd(var usual) -> Found.KEY_ODD.of(Part.KEY, usual);
            case KeyForm.OfAnother(var whose) -> Found.KEY_OF_ANOTHER.of(Part.KEY, whose.id());
            case KeyForm.Wrong(KeyForm.Fault fault) when fault == KeyForm.Fault.MISSING ->
                    Found.problem(Part.KEY, ProblemKind.KEY_MISSING, List.of(kind.id()));
            case KeyForm.Wrong(var fault) ->
                    Found.KEY_WRONG.of(Part.KEY, List.of(fault.toString()));
        };
    }
}
