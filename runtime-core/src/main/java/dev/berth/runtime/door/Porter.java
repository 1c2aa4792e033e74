package dev.berth.runtime.door;

import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Status;
import dev.berth.runtime.Voice.Loss;
import dev.berth.runtime.Voice.Notice;
import dev.berth.runtime.door.Behind.Scene;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.OptionalInt;

/// Knows how it stands behind the door, and tells those who wait. Loop thread only.
final class Porter {
    private final House house;
    private final Neighbour neighbour;
    private final Audience audience;
    private Scene scene;
    private Optional<Notice> notice = Optional.empty();

    Porter(House house, Neighbour neighbour) {
        this.house = house;
        this.neighbour = neighbour;
        this.audience = new Audience(this, house.loop);
        this.scene = neighbour.scene();
    }

    Scene scene() {
        return scene;
    }

    Audience audience() {
        return audience;
    }

    /// It stands differently now.
    void news(Scene now) {
        boolean moved = !now.service().equals(scene.service());
        scene = now;
        notice = Optional.empty();
        if (moved) {
            house.services.clear();
        }
        house.recovery.news();
        audience.tell();
    }

    /// The service's port, while requests may go there.
    OptionalInt service() {
        return scene.service();
    }

    /// Whether somebody who waits may try now.
    boolean isOpen() {
        return scene.service().isPresent() && !house.recovery.isUnderWay();
    }

    void knock() {
        neighbour.knock();
    }

    /// Somebody wants in: what the person paused may start again, if they said so.
    void wanted(Visit visit) {
        if (scene.wakesWhenUsed()
                && scene.report().status() instanceof Status.Paused
                && visit.ours()
                && !visit.ahead()) {
            neighbour.wake();
        }
    }

    /// How it stands, in the person's language.
    Notice notice() {
        if (notice.isEmpty()) {
            notice = Optional.of(neighbour.notice(scene.report()));
        }
        return notice.get();
    }

    Notice lost(Loss loss) {
        return neighbour.lost(loss);
    }

    /// Whether something goes on by itself.
    boolean isMoving() {
        return switch (scene.report().status()) {
            case Status.Supervised(OperatorState.NeedsAttention _) -> false;
            case Status.Supervised _ -> true;
            case Status.Paused _, Status.NotSetUp _, Status.NotRunning _ -> false;
        };
    }

    /// How it stands, for programs.
    Refusal refusal() {
        return switch (scene.report().status()) {
            case Status.Supervised(OperatorState.NeedsAttention _) ->
                    unavailable("needs-attention", 30);
            case Status.Supervised _ -> unavailable("starting", 2);
            case Status.Paused _ -> unavailable("paused", 30);
            case Status.NotSetUp _ -> unavailable("not-set-up", 30);
            case Status.NotRunning _ -> unavailable("not-running", 5);
        };
    }

    private Refusal unavailable(String code, int seconds) {
        var said = notice();
        return Refusal.later(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                code,
                "%s: %s".formatted(said.title(), said.sentence()),
                seconds);
    }
}
