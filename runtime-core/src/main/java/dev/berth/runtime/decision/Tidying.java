package dev.berth.runtime.decision;

import dev.berth.runtime.Place;
import dev.berth.runtime.decision.Step.Resting;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Removing;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Rows for what a reset has left to clean: at once while a person waits for it, else quietly, in
/// the pauses of whatever is wanted now.
final class Tidying {
    /// Between looks at an engine that could not be asked.
    private static final Duration ANOTHER_LOOK = Duration.ofMinutes(1);

    private Tidying() {}

    /// Nothing of ours should be there.
    static Step cleaning(Situation now, Wish.Nothing wish) {
        var items = whatMustGo(now);
        var rest =
                new Step.StayEmpty(
                        items.isEmpty() ? Decision.QUIET_LOOK : nextLook(now, ANOTHER_LOOK));
        if (items.isEmpty()) {
            return rest;
        }
        return Reach.revival(now)
                .or(() ->
                        items.stream()
                                .filter(item -> mayClean(now, item))
                                .filter(item -> now.history().cleaning().isDue(item, now.now()))
                                .findFirst()
                                .map(item ->
                                        wish.told()
                                                ? new Step.Tidy(item, rest)
                                                : new Step.Clean(item)))
                .orElse(rest);
    }

    /// The list, and one of ours that is seen although the list does not name it.
    private static List<CleanUp> whatMustGo(Situation now) {
        var items = new ArrayList<>(now.kept().cleanUps());
        if (!items.isEmpty()
                && now.seen().container() instanceof Known<ContainerState>(Ours ours)
                && !items.contains(new CleanUp.Service(ours.id().value()))) {
            items.addFirst(new CleanUp.Service(ours.id().value()));
        }
        return items;
    }

    /// Nothing is to be done for what is wanted now: time for one thing that a reset has left.
    static Step inThePause(Situation now, Resting rest) {
        var items = leftBehind(now).toList();
        if (items.isEmpty()) {
            return rest;
        }
        return items.stream()
                .filter(item -> now.history().cleaning().isDue(item, now.now()))
                .findFirst()
                .<Step>map(item -> new Step.Tidy(item, rest))
                .orElse(rest);
    }

    /// What nothing that is set up now has a use for. Data and notes are in use again.
    private static Stream<CleanUp> leftBehind(Situation now) {
        if (!(now.seen().container() instanceof Known<ContainerState>(var container))) {
            return Stream.empty();
        }
        return now.kept().cleanUps().stream()
                .filter(item ->
                        switch (item) {
                            case CleanUp.Service(var id) -> !isThere(container, id);
                            case CleanUp.Secret(var name) -> !isNeeded(now, name);
                            case CleanUp.OwnMachine _ -> livesHere(now);
                            case CleanUp.Release(var image) ->
                                    livesHere(now) && !isOfUse(now, container, image);
                            case CleanUp.ServiceFiles _, CleanUp.Notes _, CleanUp.SafetyCopies _ ->
                                    false;
                        });
    }

    private static boolean isThere(ContainerState container, String id) {
        return switch (container) {
            case Ours ours -> ours.id().value().equals(id);
            case AnotherOnOurData other -> other.id().value().equals(id);
            case Absent _ -> false;
        };
    }

    /// The one that runs is made from it, it is chosen, or an update may go back to it.
    private static boolean isOfUse(Situation now, ContainerState container, String image) {
        var program = now.kept().program();
        return program.update().isPresent()
                || program.pin().flatMap(Update.Release::image).filter(image::equals).isPresent()
                || (container instanceof Ours ours && ours.image().equals(image));
    }

    private static boolean livesHere(Situation now) {
        return now.kept().livesAt(now.settings().place()) == Place.HERE;
    }

    private static boolean isNeeded(Situation now, String secret) {
        var owner = Ownership.name(now.kept().instance());
        return OpenClaw.secretsFor(now.settings().provider()).stream()
                .anyMatch(name -> OpenClaw.secretName(owner, name).equals(secret));
    }

    /// A reset's word to erase the data holds until the data is in use again: what is to go goes
    /// before a new set-up makes it anew.
    static Optional<Step> beforeSetUp(Situation now) {
        var erase = new CleanUp.ServiceFiles();
        return now.kept().cleanUps().contains(erase) && mayClean(now, erase)
                ? Optional.of(new Step.Clean(erase))
                : Optional.empty();
    }

    /// The service is stopped only where it is known to be ours, its files are erased only when
    /// nobody can be writing them (DESIGN 4, rules 1, 2 and 5), and an engine that cannot be asked
    /// is not asked for anything. What may not be cleaned now stays on the list.
    private static boolean mayClean(Situation now, CleanUp item) {
        if (item instanceof CleanUp.Notes
                || item instanceof CleanUp.OwnMachine
                || item instanceof CleanUp.SafetyCopies) {
            return true;
        }
        if (item instanceof CleanUp.ServiceFiles && mayBeInMachine(now)) {
            return false;
        }
        if (!(now.seen().container() instanceof Known<ContainerState>(var container))) {
            return item instanceof CleanUp.ServiceFiles && HostDown.isDown(now);
        }
        return switch (item) {
            case CleanUp.Service(var id) ->
                    !(container instanceof AnotherOnOurData other && other.id().value().equals(id));
            case CleanUp.ServiceFiles _ ->
                    switch (container) {
                        case Absent _, Created _, Exited _ -> true;
                        case Running _, Paused _, Removing _, AnotherOnOurData _ -> false;
                    };
            case CleanUp.Release(var image) ->
                    livesHere(now)
                            && !(container instanceof Ours ours && ours.image().equals(image));
            case CleanUp.Secret _, CleanUp.OwnMachine _, CleanUp.Notes _, CleanUp.SafetyCopies _ ->
                    true;
        };
    }

    /// A machine of ours that is to go and was not seen down may have the service in it.
    private static boolean mayBeInMachine(Situation now) {
        return now.kept().cleanUps().stream().anyMatch(CleanUp.OwnMachine.class::isInstance)
                && !HostDown.isDown(now);
    }

    /// When the next of them may be tried, if that is sooner.
    private static Duration nextLook(Situation now, Duration atMost) {
        return now.kept().cleanUps().stream()
                .map(now.history().cleaning()::next)
                .filter(next -> next.isAfter(now.now()))
                .min(Comparator.<Instant>naturalOrder())
                .map(next -> Reach.until(now, next))
                .filter(pause -> pause.compareTo(atMost) < 0)
                .orElse(atMost);
    }
}
