package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The service falls, and comes back or not.
final class RecoveryTest {
    private final ArrayList<FrontDoor> doors = new ArrayList<>();

    @AfterEach
    void close() {
        doors.forEach(FrontDoor::close);
    }

    private Line client(Behind behind, Limits limits) throws IOException {
        var door = new NettyCarpenter(limits).open(0, behind, Stage.voice());
        doors.add(door);
        return Line.to(door.port());
    }

    private Line client(Behind behind) throws IOException {
        return client(behind, Limits.usual());
    }

    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void whoeverCanWaitDoesAndOneKnocksForAll() throws Exception {
        try (var service = ScriptedService.saying("back")) {
            var stage = Stage.ready(service.port());
            service.fall();
            var first = client(stage);
            var clients = new ArrayList<Line>();
            clients.add(first.say(GET));
            for (int i = 0; i < 30; i++) {
                clients.add(Line.to(doors.getFirst().port()).say(GET));
            }
            stage.awaitKnock();
            stage.becomeStarting();
            service.rise();
            stage.becomeReady(service.port());
            for (var client : clients) {
                assertThat(client.head()).startsWith("HTTP/1.1 200");
                assertThat(client.hear(4)).isEqualTo("back");
            }
            assertThat(stage.knocks()).isZero();
        }
    }

    @Test
    void aServiceThatMovedIsFollowed() throws Exception {
        try (var old = ScriptedService.saying("old");
                var moved = ScriptedService.saying("new")) {
            var stage = Stage.ready(old.port());
            try (var client = client(stage).say(GET)) {
                client.head();
                assertThat(client.hear(3)).isEqualTo("old");
                stage.becomeReady(moved.port());
                var heard = "old";
                while (heard.equals("old")) { // until the door has heard of it
                    client.say(GET).head();
                    heard = client.hear(3);
                }
                assertThat(heard).isEqualTo("new");
            }
        }
    }

    /// What was on its way meanwhile leaves no way back to the old one behind.
    @Test
    void aServiceThatMovedDuringARequestIsFollowedWithTheNext() throws Exception {
        try (var old = new ScriptedService();
                var moved = ScriptedService.saying("new")) {
            var stage = Stage.ready(old.port());
            try (var client = client(stage).say(GET)) {
                var line = old.next();
                line.head();
                stage.becomeReady(moved.port());
                line.say("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold");
                client.head();
                assertThat(client.hear(3)).isEqualTo("old");

                client.say(GET).head();

                assertThat(client.hear(3)).isEqualTo("new");
            }
        }
    }

    @Test
    void anEmptyAnswerIsAskedForAgainThoughNothingWasMended() throws Exception {
        try (var service = new ScriptedService()) {
            var stage = Stage.ready(service.port());
            try (var client = client(stage).say(GET)) {
                var line = service.next();
                line.head();
                line.close();
                stage.awaitKnock();
                var look = service.next();
                assertThat(look.head()).startsWith("HEAD / ");
                look.say("HTTP/1.1 401 No\r\n\r\n");
                line = service.next();
                assertThat(line.head()).startsWith("GET / ");
                line.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.head()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void anEmptyAnswerToTheRepetitionIsTheEnd() throws Exception {
        try (var service = new ScriptedService()) {
            var stage = Stage.ready(service.port());
            try (var client = client(stage).say(GET)) {
                service.next().close();
                service.next().sayHead("HTTP/1.1 200 OK");
                service.next().close();
                assertThat(client.head())
                        .startsWith("HTTP/1.1 503")
                        .containsIgnoringCase("retry-after: 2");
            }
        }
    }

    @Test
    void whatMayHaveBeenDoneIsNotDoneTwice() throws Exception {
        try (var service = new ScriptedService()) {
            var stage = Stage.ready(service.port());
            try (var client =
                    client(stage)
                            .say(
                                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab")) {
                var line = service.next();
                line.head();
                line.hear(2);
                line.reset();
                assertThat(client.head()).startsWith("HTTP/1.1 502");
                stage.awaitKnock();
            }
            try (var client =
                    Line.to(doors.getFirst().port())
                            .say(
                                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")) {
                for (var line = service.next(); ; line = service.next()) {
                    if (line.head().startsWith("POST")) {
                        line.close();
                        break;
                    }
                    line.say("HTTP/1.1 200 OK\r\n\r\n"); // to the look after the first one
                }
                assertThat(client.head()).startsWith("HTTP/1.1 502");
            }
        }
    }

    @Test
    void anUploadThatWasNotBegunIsMadeAfterAll() throws Exception {
        try (var service = new ScriptedService()) {
            var stage = Stage.ready(service.port());
            service.fall();
            try (var client =
                    client(stage)
                            .say(
                                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nab")) {
                stage.awaitKnock();
                stage.becomeStarting();
                service.rise();
                stage.becomeReady(service.port());
                service.next().sayHead("HTTP/1.1 200 OK"); // somebody looks first
                var line = service.next();
                assertThat(line.head()).startsWith("POST / ");
                client.say("cd");
                assertThat(line.hear(4)).isEqualTo("abcd");
                line.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.head()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void aConnectionThatWasClosedForBeingIdleIsNoFailure() throws Exception {
        try (var service = new ScriptedService()) {
            var stage = Stage.ready(service.port());
            try (var client = client(stage).say(GET)) {
                var line = service.next();
                line.head();
                line.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                client.head();
                client.say(GET);
                line.head();
                line.close();
                line = service.next();
                assertThat(line.head()).startsWith("GET / ");
                line.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.head()).startsWith("HTTP/1.1 200");
                assertThat(stage.knocks()).isZero();
            }
        }
    }

    private static Limits hasty() {
        var usual = Limits.usual();
        var soon = Duration.ofMillis(30);
        return new Limits(
                3,
                1,
                1,
                2,
                usual.line(),
                usual.fields(),
                usual.fieldCount(),
                soon,
                soon,
                soon,
                soon,
                soon,
                soon,
                soon,
                usual.link(),
                Duration.ofMillis(5));
    }

    @Test
    void aRecoveryThatTakesTooLongIs503() throws Exception {
        try (var service = new ScriptedService()) {
            service.fall();
            try (var client = client(Stage.ready(service.port()), hasty()).say(GET)) {
                assertThat(client.head())
                        .startsWith("HTTP/1.1 503")
                        .containsIgnoringCase("retry-after: 2");
            }
            try (var person =
                    Line.to(doors.getFirst().port())
                            .say(
                                    "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")) {
                assertThat(person.head()).startsWith("HTTP/1.1 503").contains("text/html");
            }
        }
    }

    @Test
    void silenceIs504() throws Exception {
        try (var service = new ScriptedService();
                var client = client(Stage.ready(service.port()), hasty()).say(GET)) {
            assertThat(client.head()).startsWith("HTTP/1.1 504");
        }
    }

    @Test
    void anAnswerThatHasBegunMayBeQuiet() throws Exception {
        try (var service = new ScriptedService();
                var client = client(Stage.ready(service.port()), hasty()).say(GET)) {
            var line = service.next();
            line.sayHead("HTTP/1.1 200 OK", "Content-Length: 2");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            // Others come and go for being slow meanwhile.
            for (int i = 0; i < 3; i++) {
                try (var slow = Line.to(doors.getFirst().port()).say("GET / HT")) {
                    assertThat(slow.rest()).isEmpty();
                }
            }
            line.say("ok");
            assertThat(client.hear(2)).isEqualTo("ok");
        }
    }

    @Test
    void whoeverSpeaksTooSlowlyIsShown() throws Exception {
        try (var service = new ScriptedService();
                var client =
                        client(Stage.ready(service.port()), hasty()).say("GET / HTTP/1.1\r\nHo")) {
            assertThat(client.rest()).isEmpty();
            try (var body =
                    Line.to(doors.getFirst().port())
                            .say(
                                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab")) {
                assertThat(body.head()).startsWith("HTTP/1.1 408");
            }
        }
    }

    @Test
    void oneTooManyIsSentAway() throws Exception {
        try (var service = new ScriptedService()) {
            var usual = Limits.usual();
            var few =
                    new Limits(
                            2,
                            1,
                            1,
                            1,
                            100,
                            200,
                            3,
                            usual.head(),
                            usual.idle(),
                            usual.body(),
                            usual.silence(),
                            usual.patience(),
                            usual.recovery(),
                            usual.linger(),
                            usual.link(),
                            usual.sweep());
            try (var first = client(Stage.ready(service.port()), few).say("GET");
                    var second = Line.to(doors.getFirst().port()).say("GET");
                    var third = Line.to(doors.getFirst().port())) {
                assertThat(third.ends()).isTrue();
                first.say(" /" + "x".repeat(200) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(first.head()).startsWith("HTTP/1.1 414");
                second.say(" / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(200) + "\r\n\r\n");
                assertThat(second.head()).startsWith("HTTP/1.1 431");
            }
        }
    }
}
