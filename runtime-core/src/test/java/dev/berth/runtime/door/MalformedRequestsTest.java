package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever shape comes, nothing of a refused one gets behind the door, what gets there can be
/// understood in one way only, and the next one is served.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedRequestsTest {
    private RecordingUpstream upstream;
    private FrontDoor door;

    @BeforeAll
    void open() throws IOException {
        upstream = new RecordingUpstream();
        door = Doors.open(new StillBehind(upstream.port(), "study.example"));
    }

    @AfterAll
    void close() throws IOException {
        door.close();
        upstream.close();
    }

    static Stream<RequestShape> shapes() {
        return RequestShape.all().stream();
    }

    @Test
    void thereAreShapesEnough() {
        assertThat(shapes()).hasSizeGreaterThan(200);
        assertThat(shapes().map(RequestShape::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isAnsweredAsItShould(RequestShape shape) throws IOException {
        upstream.forget();
        var client = new RawClient(door.port());

        var answers = client.say(shape.bytes(client.host()), shape.ends(), shape::isSettledBy);

        assertThat(answers)
                .as(shape.name())
                .matches(seen -> shape.accepts(List.copyOf(seen)), shape.toString());
        assertThat(upstream.seen())
                .as("what came whole, when answered %s", answers)
                .hasSize((int) answers.stream().filter(one -> one == 200).count());
        isServed(client);
        assertThat(upstream.offences()).isEmpty();
    }

    private static void isServed(RawClient client) throws IOException {
        var good = "GET /good HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(client.host());
        assertThat(
                        client.say(
                                good.getBytes(StandardCharsets.US_ASCII),
                                false,
                                answers -> !answers.isEmpty()))
                .as("the next one")
                .isEqualTo(List.of(200));
    }
}
