package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.door.WebSocketUpstream.Conduct;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A WebSocket through the door is what it is without one. The cases are those of the Autobahn test
/// suite (its numbers stand beside them), the frames made by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebSocketTest {
    private WebSocketUpstream echo;
    private FrontDoor door;

    @BeforeAll
    void open() throws IOException {
        echo = new WebSocketUpstream(WebSocketUpstream::echo);
        door = Doors.open(new StillBehind(echo.port()));
    }

    @AfterAll
    void close() throws IOException {
        door.close();
        echo.close();
    }

    // -- frames: 1, 2, 3, 4, 5, 6, 9, 10

    static Stream<List<Frame>> conversations() {
        var lengths = IntStream.of(0, 1, 125, 126, 127, 128, 65_535, 65_536, 1 << 20);
        var plain =
                lengths.boxed()
                        .flatMap(length ->
                                Stream.of( // 1.1, 1.2, 9.1, 9.2
                                        List.of(Frame.of(Frame.TEXT, "*".repeat(length))),
                                        List.of(Frame.of(Frame.BINARY, "\u00fe".repeat(length)))));
        var pieces = new ArrayList<Frame>(); // 9.3, 9.4, 10.1
        pieces.add(Frame.begun(Frame.BINARY, "*".repeat(1300)));
        for (int piece = 0; piece < 50; piece++) {
            pieces.add(Frame.begun(Frame.CONTINUATION, "*".repeat(1300)));
        }
        pieces.add(Frame.of(Frame.CONTINUATION, ""));
        return Stream.concat(
                plain,
                Stream.of(
                        pieces,
                        // 2.7, 2.8: a pong that nobody asked for
                        List.of(Frame.of(Frame.PONG, ""), Frame.of(Frame.PONG, "unasked")),
                        // 3: reserved bits are between the ends
                        List.of(Frame.of(Frame.TEXT, "squeezed").with(4)),
                        List.of(Frame.of(Frame.BINARY, "odd").with(7)),
                        // 4: kinds that nobody knows are too
                        List.of(Frame.of(0x3, "a"), Frame.of(0x7, "b")),
                        List.of(Frame.of(0xB, "c"), Frame.of(0xF, "d")),
                        // 5.3, 5.15
                        List.of(
                                Frame.begun(Frame.TEXT, "frag"),
                                Frame.of(Frame.CONTINUATION, "ment")),
                        List.of(
                                Frame.begun(Frame.TEXT, ""),
                                Frame.begun(Frame.CONTINUATION, ""),
                                Frame.of(Frame.CONTINUATION, "end")),
                        // 5.6, 5.19: between pieces
                        List.of(
                                Frame.begun(Frame.TEXT, "frag"),
                                Frame.of(Frame.PONG, "between"),
                                Frame.of(Frame.CONTINUATION, "ment")),
                        // 6: letters cut in two, and what is no text at all
                        List.of(
                                Frame.begun(Frame.TEXT, "\u00ce"),
                                Frame.of(Frame.CONTINUATION, "\u00ba")),
                        List.of(Frame.of(Frame.TEXT, Frame.bytes("κόσμε 🦞"))),
                        List.of(Frame.of(Frame.TEXT, "\u00ff\u00fe"))));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void everyFrameComesBackAsItWent(List<Frame> frames) throws IOException {
        try (var line = WebSocketClient.open(door.port())) {
            for (var frame : frames) {
                line.send(frame);
                assertThat(line.read()).contains(frame);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 997})
    void aFrameMayComeInPieces(int piece) throws IOException { // 1.1.8, 2.6
        try (var line = WebSocketClient.open(door.port())) {
            var frame = Frame.of(Frame.TEXT, "*".repeat(piece == 1 ? 300 : 65_536));
            line.chop(frame, piece);
            assertThat(line.read()).contains(frame);
        }
    }

    @Test
    void pingsAreAnsweredFromBehindInTheirOrder() throws IOException { // 2.1 to 2.11
        try (var line = WebSocketClient.open(door.port())) {
            var payloads = List.of("", "Hello", "\u0000\u00ff\u00fe", "*".repeat(125), "a", "b");
            for (var payload : payloads) {
                line.send(Frame.of(Frame.PING, payload));
            }
            for (var payload : payloads) {
                assertThat(line.read()).contains(Frame.of(Frame.PONG, payload));
            }
        }
    }

    @Test
    void manyMessagesAtOnceKeepTheirOrder() throws Exception { // 9.7, 9.8
        try (var line = WebSocketClient.open(door.port())) {
            var sent =
                    CompletableFuture.runAsync(() -> {
                        for (int number = 0; number < 1000; number++) {
                            sendUnchecked(
                                    line, Frame.of(Frame.TEXT, number + " " + "*".repeat(500)));
                        }
                    });
            for (int number = 0; number < 1000; number++) {
                assertThat(line.read().orElseThrow().payload()).startsWith(number + " ");
            }
            sent.get(10, TimeUnit.SECONDS);
        }
    }

    private static void sendUnchecked(FrameLine line, Frame frame) {
        try {
            line.send(frame);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // -- farewells: 7

    static Stream<Frame> farewells() {
        var codes =
                IntStream.of(
                        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000,
                        3999, 4000, 4999);
        return Stream.concat(
                codes.mapToObj(code -> Frame.close(code, "")),
                Stream.of(
                        Frame.of(Frame.CLOSE, ""),
                        Frame.close(1000, "bye"),
                        Frame.close(4000, "*".repeat(123)),
                        Frame.close(4000, "ü".repeat(61) + "u"),
                        Frame.close(4000, "🦞".repeat(30) + "abc")));
    }

    @ParameterizedTest
    @MethodSource("farewells")
    void aFarewellGoesBothWaysAsItIs(Frame farewell) throws IOException {
        try (var line = WebSocketClient.open(door.port())) {
            line.send(Frame.of(Frame.TEXT, "last words"));
            line.send(farewell);
            assertThat(line.read()).contains(Frame.of(Frame.TEXT, "last words"));
            assertThat(line.read()).contains(farewell);
            assertThat(line.read()).as("after the farewell").isEmpty();
        }
    }

    @Test
    void aFarewellFromBehindIsTheOnlyOne() throws IOException {
        var farewell = Frame.close(4001, "token expired");
        withConduct(
                upstream -> upstream.send(farewell),
                line -> {
                    assertThat(line.read()).contains(farewell);
                    line.send(farewell);
                    assertThat(line.read()).isEmpty();
                });
    }

    // -- falls

    @Test
    void aFallIsToldAsARestart() throws IOException {
        withConduct(
                FrameLine::crash,
                line -> assertThat(farewell(line).map(Frame::code)).contains(1012));
    }

    @Test
    void anEndWithoutFarewellIsToldAsARestart() throws IOException {
        withConduct(
                FrameLine::close,
                line -> assertThat(farewell(line).map(Frame::code)).contains(1012));
    }

    @Test
    void aFallBetweenTwoPiecesOfAMessageIsToldToo() throws IOException {
        withConduct(
                upstream -> {
                    upstream.send(Frame.begun(Frame.TEXT, "to be "));
                    upstream.close();
                },
                line -> {
                    assertThat(line.read()).contains(Frame.begun(Frame.TEXT, "to be "));
                    assertThat(farewell(line).map(Frame::code)).contains(1012);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 5000})
    void aFallWithinAFrameForgesNothing(int told) throws IOException {
        var wire = Frame.of(Frame.TEXT, "*".repeat(10_000)).onWire(false);
        withConduct(
                upstream -> {
                    upstream.raw(Arrays.copyOf(wire, told));
                    upstream.close();
                },
                line -> assertThat(rest(line)).isIn(Optional.empty(), Optional.of(1012)));
    }

    /// Empty when the connection ended with nothing, or with a part of a frame.
    private static Optional<Integer> rest(FrameLine line) throws IOException {
        try {
            return line.read().map(Frame::code);
        } catch (EOFException | SocketException within) {
            return Optional.empty();
        }
    }

    @Test
    void whoGoesAwayIsGoneBehindTheDoorToo() throws Exception {
        var gone = new CompletableFuture<Boolean>();
        withConduct(
                upstream -> {
                    try {
                        gone.complete(upstream.read().isEmpty());
                    } catch (IOException reset) {
                        gone.complete(true);
                    }
                },
                FrameLine::crash);
        assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoSaysNoMoreIsStillHeard() throws IOException {
        withConduct(
                upstream -> {
                    assertThat(upstream.read()).contains(Frame.of(Frame.TEXT, "the end"));
                    assertThat(upstream.read()).isEmpty();
                    upstream.send(Frame.of(Frame.TEXT, "understood"));
                    upstream.send(Frame.close(1000, ""));
                },
                line -> {
                    line.send(Frame.of(Frame.TEXT, "the end"));
                    line.sayNoMore();
                    assertThat(line.read()).contains(Frame.of(Frame.TEXT, "understood"));
                    assertThat(line.read().map(Frame::code)).contains(1000);
                });
    }

    // -- agreeing

    @Test
    void theAgreementIsBetweenTheEnds() throws Exception { // 12, 13: nothing is squeezed anew
        echo.heads().clear();
        try (var line =
                WebSocketClient.ask(
                        door.port(),
                        "Origin: http://127.0.0.1:%d".formatted(door.port()),
                        "Sec-WebSocket-Protocol: openclaw.v1, other",
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
                        "Cookie: a=b",
                        "X-Forwarded-For: 6.6.6.6")) {
            var answer = new StrictReader(line.in()).head().orElseThrow();
            assertThat(answer.line()).startsWith("HTTP/1.1 101 ");
            assertThat(answer.one("sec-websocket-protocol")).contains("openclaw.v1");
            assertThat(answer.one("sec-websocket-extensions"))
                    .contains("permessage-deflate; client_max_window_bits");
        }
        var asked = echo.heads().poll(10, TimeUnit.SECONDS);
        assertThat(asked).isNotNull();
        assertThat(asked.line()).isEqualTo("GET /chat?a=b HTTP/1.1");
        assertThat(asked.one("host")).contains("127.0.0.1:" + door.port());
        assertThat(asked.one("origin")).contains("http://127.0.0.1:" + door.port());
        assertThat(asked.one("upgrade")).contains("websocket");
        assertThat(asked.one("connection").orElseThrow()).containsIgnoringCase("upgrade");
        assertThat(asked.one("sec-websocket-version")).contains("13");
        assertThat(asked.one("sec-websocket-protocol")).contains("openclaw.v1, other");
        assertThat(asked.one("cookie")).contains("a=b");
        assertThat(asked.toString()).doesNotContain("6.6.6.6");
    }

    @Test
    void whatIsSaidWithTheAgreementIsHeard() throws IOException {
        var welcome = Frame.of(Frame.TEXT, "welcome");
        var greeting = new String(welcome.onWire(false), StandardCharsets.ISO_8859_1);
        try (var upstream = new WebSocketUpstream(greeting, WebSocketUpstream::echo);
                var door = Doors.open(new StillBehind(upstream.port()));
                var line = WebSocketClient.open(door.port())) {
            assertThat(line.read()).contains(welcome);
        }
    }

    @Test
    void whatIsSaidBeforeTheAgreementIsNotLost() throws IOException {
        try (var line = WebSocketClient.ask(door.port())) {
            line.send(Frame.of(Frame.TEXT, "hasty"));
            assertThat(new StrictReader(line.in()).head()).isPresent();
            assertThat(line.read()).contains(Frame.of(Frame.TEXT, "hasty"));
        }
    }

    @Test
    void anotherProtocolIsPassedOnByteForByte() throws IOException {
        var words = "\u0088\u0000\r\n\u0081\u007fno frames at all";
        try (var upstream =
                        new WebSocketUpstream(line -> {
                            line.raw(line.in().readNBytes(words.length()));
                            line.say(words);
                        });
                var door = Doors.open(new StillBehind(upstream.port()));
                var line = WebSocketClient.askFor(door.port(), "frob")) {
            assertThat(new StrictReader(line.in()).head().orElseThrow().one("upgrade"))
                    .contains("frob");
            line.say(words);
            assertThat(new String(line.in().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .as("nothing is added at the end either")
                    .isEqualTo(words + words);
        }
    }

    // -- by hand

    private static Optional<Frame> farewell(FrameLine line) throws IOException {
        var frame = line.read();
        frame.ifPresent(one -> assertThat(one.kind()).isEqualTo(Frame.CLOSE));
        return frame;
    }

    private static void withConduct(Conduct conduct, Conduct client) throws IOException {
        try (var upstream = new WebSocketUpstream(conduct);
                var door = Doors.open(new StillBehind(upstream.port()));
                var line = WebSocketClient.open(door.port())) {
            client.meet(line);
        }
    }
}
