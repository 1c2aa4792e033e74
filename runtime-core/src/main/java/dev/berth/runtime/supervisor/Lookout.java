package dev.berth.runtime.supervisor;

import dev.berth.runtime.Settings;
import dev.berth.runtime.Settings.Updates;
import dev.berth.runtime.StatusReport.Newer;
import dev.berth.runtime.UpdateTrouble;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ReleaseVersion;
import dev.berth.runtime.source.ReleaseTags;
import dev.berth.runtime.store.OfferFile;
import dev.berth.runtime.store.OfferFile.Offer;
import dev.berth.runtime.store.Program;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks where the service's program came from for a newer release, beside everything else and once
/// a day at most, unless a person asks. Nothing is fetched. Owner thread only; the asking itself is
/// done on a thread of its own.
final class Lookout {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private static final Duration DAILY = Duration.ofHours(24);

    /// After a look that told nothing.
    private static final Duration AGAIN = Duration.ofHours(4);

    private static final Duration LONGEST = Duration.ofSeconds(45);

    private static final Newer NOT_LOOKED =
            Newer.unknown("Berth has not looked for a newer release of your assistant yet.");

    private final ReleaseTags tags;
    private final OfferFile file;
    private final Clock clock;
    private final Executor beside;
    private final Runnable news;
    private Optional<Offer> kept;
    private Optional<Look> look = Optional.empty();
    private Optional<Instant> failedAt = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private Newer newer = NOT_LOOKED;

    /// A look that is under way; its answer comes from another thread.
    private static final class Look {
        private final Source source;
        private boolean wanted;
        private final Cancellation cancellation = new Cancellation();
        private volatile Optional<Answer<List<String>>> answer = Optional.empty();

        /// @param wanted whether a person waits for it
        Look(Source source, boolean wanted) {
            this.source = source;
            this.wanted = wanted;
        }
    }

    /// Where to look.
    ///
    /// @param reference of the release in use
    /// @param used its version
    private record Source(String reference, ReleaseVersion used) {
        String origin() {
            return ReleaseVersion.origin(reference);
        }
    }

    /// @param news wakes the loop; any thread
    Lookout(World world, Runnable news) {
        this(world.tags(), world.offers(), world.clock(), news, world.aside());
    }

    /// @param beside where a look is carried out
    Lookout(ReleaseTags tags, OfferFile file, Clock clock, Runnable news, Executor beside) {
        this.tags = tags;
        this.file = file;
        this.clock = clock;
        this.news = news;
        this.beside = beside;
        kept = loaded();
    }

    private Optional<Offer> loaded() {
        try {
            return file.load();
        } catch (IOException e) {
            LOG.info("the kept offer cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// What is known by now.
    Newer newer() {
        return newer;
    }

    boolean isUnderWay() {
        return look.isPresent();
    }

    /// A person wants to know; whether Berth may look by itself does not matter.
    void ask(Settings settings, Program program) {
        failure = Optional.empty();
        source(settings, program).ifPresent(source -> begin(settings, source, true));
        conclude(settings, program);
    }

    /// Hears what a look told, and begins one when it is time for it.
    ///
    /// @param calm whether there is nothing else to do
    void keep(Settings settings, Program program, boolean calm) {
        look.ifPresent(this::hear);
        var source = source(settings, program);
        if (calm && settings.fetching().updates() == Updates.LOOK && look.isEmpty()) {
            source.filter(this::isDue).ifPresent(one -> begin(settings, one, false));
        }
        conclude(settings, program);
    }

    /// Ends what is under way.
    void close() {
        look.ifPresent(one -> one.cancellation.cancel());
    }

    private boolean isDue(Source source) {
        var now = clock.instant();
        return failedAt.filter(at -> isWithin(at, AGAIN, now)).isEmpty()
                && offered(source).filter(one -> isWithin(one.lookedAt(), DAILY, now)).isEmpty();
    }

    /// Not for a moment that is still to come: the clock was set since.
    private static boolean isWithin(Instant at, Duration length, Instant now) {
        return !now.isBefore(at) && now.isBefore(at.plus(length));
    }

    private Optional<Offer> offered(Source source) {
        return kept.filter(offer -> offer.origin().equals(source.origin()));
    }

    private void begin(Settings settings, Source source, boolean wanted) {
        if (look.isPresent()) {
            look.get().wanted |= wanted;
            return;
        }
        var begun = new Look(source, wanted);
        look = Optional.of(begun);
        var way = settings.fetching();
        beside.execute(() -> {
            begun.answer = Optional.of(answer(begun, way));
            news.run();
        });
    }

    private Answer<List<String>> answer(Look begun, Settings.Fetching way) {
        try {
            return tags.tags(begun.source.reference(), way, new Limit(LONGEST, begun.cancellation));
        } catch (RuntimeException bug) {
            LOG.error("a look for a newer release failed", bug);
            return Answer.failed(
                    new EngineFailure(
                            EngineFailure.Kind.UNCLASSIFIED, "look", String.valueOf(bug)));
        }
    }

    private void hear(Look one) {
        if (one.answer.isEmpty()) {
            return;
        }
        look = Optional.empty();
        switch (one.answer.get()) {
            case Answer.Got<List<String>>(var all) -> {
                failure = Optional.empty();
                failedAt = Optional.empty();
                keep(
                        new Offer(
                                one.source.origin(),
                                clock.instant(),
                                one.source.used().newest(all).map(ReleaseVersion::text)));
            }
            case Answer.Failed<List<String>>(var why) -> {
                LOG.info("no look for a newer release: {}", why.text());
                failedAt = Optional.of(clock.instant());
                failure =
                        one.wanted
                                ? Optional.of(
                                        "Berth could not find out whether there is a newer release"
                                                + " of your assistant; try again later. ("
                                                + why.text()
                                                + ")")
                                : failure;
            }
        }
    }

    private void keep(Offer offer) {
        kept = Optional.of(offer);
        try {
            file.save(offer);
        } catch (IOException e) {
            LOG.info("the offer cannot be kept: {}", e.getMessage());
        }
    }

    private void conclude(Settings settings, Program program) {
        var source = source(settings, program);
        if (source.isEmpty()) {
            newer = Newer.unknown(nowhere(settings));
            return;
        }
        var offer = offered(source.get());
        var tag =
                offer.flatMap(Offer::tag)
                        .flatMap(text -> source.get().used().newest(List.of(text)))
                        .map(ReleaseVersion::text)
                        .filter(text -> !program.inVain().equals(Optional.of(text)));
        newer =
                tag.map(text -> Newer.offered(text, source.get().origin() + ":" + text))
                        .or(() -> failure.map(Newer::unknown))
                        .orElseGet(() -> offer.isEmpty() ? NOT_LOOKED : Newer.none());
    }

    // -- where

    /// The newest of what its name tells and of what used the data last.
    private static Optional<Source> source(Settings settings, Program program) {
        var reference = settings.release().filter(_ -> settings.fetching().file().isEmpty());
        return reference
                .filter(Lookout::isElsewhere)
                .flatMap(name ->
                        Stream.concat(
                                        ReleaseVersion.named(name).stream(),
                                        program.usedBy().flatMap(ReleaseVersion::of).stream())
                                .reduce((one, other) -> other.isNewerThan(one) ? other : one)
                                .map(version -> new Source(name, version)));
    }

    /// With a tag, and not one that this computer alone knows.
    private static boolean isElsewhere(String reference) {
        var origin = ReleaseVersion.origin(reference);
        var tagged = reference.replaceFirst("@.*", "");
        return !tagged.equals(origin) && !origin.startsWith("localhost/");
    }

    private static String nowhere(Settings settings) {
        if (settings.release().isEmpty()) {
            return UpdateTrouble.NOT_SET_UP.with();
        }
        return settings.fetching().file().isPresent()
                ? "Your assistant came from a file, so Berth does not know where newer releases of it"
                        + " are: use one with berth update --image-file FILE."
                : "Your assistant's release is chosen in a way that tells of no newer one: use one"
                        + " with berth update --image NAME.";
    }
}
