package dev.berth.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Settings.Fetching;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.source.FaultySource.Fault;
import dev.berth.runtime.source.ReleaseSource.Fetched;
import dev.berth.runtime.source.ReleaseSource.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class OciSourceTest {
    private static final byte[] LAYER = bytes(1, 3_000_000);
    private static final byte[] SMALL = bytes(2, 10_000);

    @TempDir private Path folder;
    private FaultySource server;
    private Digest offered = new Digest("0".repeat(64));
    private long free = Long.MAX_VALUE;
    private boolean oneDisk = true;
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private long all;
    private final Cancellation cancellation = new Cancellation();
    private Duration silence = Duration.ofSeconds(20);
    private Map<String, String> environment = Map.of();
    private Fetching way = Fetching.direct();

    @BeforeEach
    void open() throws IOException {
        server = FaultySource.plain();
        offered = server.offer("1", LAYER, SMALL);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private String named(String tag) {
        return server.host() + "/berth/x" + tag;
    }

    private Answer<Fetched> fetch(String reference) {
        return source().fetch(
                        new Order(reference, way, Optional.of(folder)),
                        (bytes, of) -> {
                            told.add(bytes);
                            all = of;
                        },
                        limit());
    }

    private Answer<List<String>> tags(String reference) {
        return source().tags(reference, way, limit());
    }

    private Limit limit() {
        return new Limit(Duration.ofMinutes(5), cancellation);
    }

    private OciSource source() {
        var disk =
                new Disk() {
                    @Override
                    public long free(Path where) {
                        return free;
                    }

                    @Override
                    public boolean same(Path one, Path other) {
                        return oneDisk;
                    }
                };
        var means =
                new OciSource.Means(
                        "Berth/test",
                        Clock.systemUTC(),
                        (length, _) -> pauses.add(length),
                        RetryRule.usual(),
                        disk,
                        Manifest.Platform.linux("amd64"),
                        silence);
        return new OciSource(folder.resolve("cache"), environment, means);
    }

    private Fetched.Here here(Answer<Fetched> answer) {
        return answer instanceof Answer.Got<Fetched>(Fetched.Here here)
                ? here
                : org.assertj.core.api.Assertions.fail("not fetched: " + answer);
    }

    private static Kind failure(Answer<Fetched> answer) {
        return answer instanceof Answer.Failed<Fetched>(var failure)
                ? failure.kind()
                : org.assertj.core.api.Assertions.fail("no failure: " + answer);
    }

    private void isWhole(Fetched.Here here) throws IOException {
        var blobs = here.folder().resolve("blobs/sha256");
        assertThat(blobs.resolve(Digest.of(LAYER).hex())).hasBinaryContent(LAYER);
        assertThat(blobs.resolve(Digest.of(SMALL).hex())).hasBinaryContent(SMALL);
        assertThat(here.folder().resolve("index.json")).content().contains(here.digest().hex());
        assertThat(here.folder().resolve("oci-layout")).exists();
        assertThat(half()).isEmpty();
    }

    private List<Path> half() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    @Test
    void everyPartIsFetchedOnceAndItsBytesAreTold() throws Exception {
        var here = here(fetch(named(":1")));

        isWhole(here);
        assertThat(here.name()).isEqualTo(named(":1"));
        assertThat(here.digest()).isEqualTo(offered);
        assertThat(told).isSorted().last().isEqualTo(all).isEqualTo(server.sent.get());
    }

    @Test
    void theProgramForThisKindOfComputerIsChosen() throws Exception {
        var digest = server.offer("amd", LAYER, SMALL);
        var index =
                """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
                {"digest":"sha256:%s","size":1,"platform":{"os":"linux","architecture":"arm64"}},
                {"digest":"%s","size":1,"platform":{"os":"linux","architecture":"amd64"}}]}\
                """
                        .formatted("0".repeat(64), digest);
        var top = server.put("many", index.getBytes(StandardCharsets.UTF_8));

        var here = here(fetch(named(":many")));

        isWhole(here);
        assertThat(here.digest()).isEqualTo(top);
        assertThat(here.folder().resolve("blobs/sha256").resolve(digest.hex())).exists();
    }

    @Test
    void whereThereIsNoneForThisKindOfComputerItIsMissing() {
        server.put("other", "{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8));

        assertThat(failure(fetch(named(":other")))).isEqualTo(Kind.RELEASE_MISSING);
    }

    // -- breaks

    @Test
    void aBreakCostsNoByteTwice() throws Exception {
        for (int i = 0; i < 7; i++) { // more than five, and each gets on
            server.partFaults.add(new Fault.Fine());
            server.partFaults.add(new Fault.CutAfter(400_000));
        }
        server.partFaults.removeFirst();
        server.partFaults.removeIf(Fault.Fine.class::isInstance);
        server.partFaults.addFirst(new Fault.Fine()); // the configuration

        isWhole(here(fetch(named(":1"))));

        assertThat(server.sent.get()).isEqualTo(all);
        assertThat(pauses).hasSize(7).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void anotherProcessGoesOnWhereOneWasEnded() throws Exception {
        server.partFaults.add(new Fault.Fine());
        server.partFaults.add(new Fault.CutAfter(1_000_000));
        IntStream.range(0, 5).forEach(_ -> server.partFaults.add(Fault.Status.of(503)));
        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.SOURCE_BUSY);
        assertThat(half()).hasSize(1);
        told.clear();

        isWhole(here(fetch(named(":1"))));

        assertThat(server.sent.get()).isEqualTo(all);
        assertThat(told.getFirst()).isGreaterThan(1_000_000);
    }

    @Test
    void aTagThatWasMovedMeanwhileDoesNotMixTwoPrograms() throws Exception {
        server.partFaults.add(new Fault.Fine());
        server.partFaults.add(new Fault.CutAfter(1_000_000));
        IntStream.range(0, 5).forEach(_ -> server.partFaults.add(Fault.Status.of(500)));
        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.SOURCE_BUSY);
        server.offer("1", bytes(3, 50_000));

        var here = here(fetch(named(":1")));

        assertThat(here.digest()).isEqualTo(offered);
        isWhole(here);
    }

    @Test
    void aSourceThatCannotGoOnIsReadFromTheFirstByte() throws Exception {
        server.partFaults.addAll(
                List.of(new Fault.Fine(), new Fault.CutAfter(500_000), new Fault.NoRange()));

        isWhole(here(fetch(named(":1"))));

        assertThat(told).last().isEqualTo(all);
        assertThat(server.sent.get()).isEqualTo(all + 500_000);
    }

    @Test
    void aSilentSourceIsAskedAgain() throws Exception {
        silence = Duration.ofSeconds(3); // more than a busy computer keeps anybody waiting
        server.partFaults.addAll(List.of(new Fault.Fine(), new Fault.StallAfter(500_000)));

        isWhole(here(fetch(named(":1"))));

        assertThat(server.sent.get()).isEqualTo(all);
    }

    // -- tries

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aBusySourceIsAskedFiveTimes(int status) throws Exception {
        IntStream.range(0, 5).forEach(_ -> server.manifestFaults.add(Fault.Status.of(status)));

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.SOURCE_BUSY);
        assertThat(server.asked).hasSize(5);
        assertThat(pauses.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L);

        isWhole(here(fetch(named(":1"))));
    }

    @Test
    void theSourceSaysWhenItMayBeAskedAgain() throws Exception {
        server.manifestFaults.add(new Fault.Status(429, Map.of("Retry-After", "17"), ""));

        isWhole(here(fetch(named(":1"))));

        assertThat(pauses).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void aSourceThatWantsALongPauseIsLeftAlone() {
        server.manifestFaults.add(new Fault.Status(429, Map.of("Retry-After", "3600"), ""));

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.SOURCE_BUSY);
        assertThat(pauses).isEmpty();
    }

    @Test
    void nobodyThereIsAskedFiveTimes() {
        server.close();

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.NETWORK);
        assertThat(pauses).hasSize(4);
    }

    // -- what lasts

    @ParameterizedTest
    @CsvSource({
        "404, application/json, RELEASE_MISSING",
        "200, text/html; charset=utf-8, PORTAL",
        "403, text/html, PORTAL",
        "511, text/html, PORTAL",
        "407, text/plain, NETWORK",
        "200, application/json, UNREADABLE",
    })
    void whatLastsIsNotAskedTwice(int status, String type, Kind kind) {
        server.manifestFaults.add(
                new Fault.Status(status, Map.of("Content-Type", type), "<html>sign in</html>"));

        assertThat(failure(fetch(named(":1")))).isEqualTo(kind);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aPageInThePlaceOfAPartIsThePortals() {
        server.partFaults.add(
                new Fault.Status(200, Map.of("Content-Type", "text/html"), "<html/>"));

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.PORTAL);
    }

    @Test
    void wrongBytesAreRefusedAndNothingOfThemIsLeft() throws Exception {
        server.partFaults.addAll(List.of(new Fault.Fine(), new Fault.WrongBytes()));

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.DAMAGED);
        assertThat(half()).isEmpty();

        isWhole(here(fetch(named(":1"))));
    }

    @Test
    void aHalfPartThatWasSpoiledHereIsFetchedAnew() throws Exception {
        server.partFaults.add(new Fault.Fine());
        server.partFaults.add(new Fault.CutAfter(1_000_000));
        IntStream.range(0, 5).forEach(_ -> server.partFaults.add(Fault.Status.of(503)));
        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.SOURCE_BUSY);
        var half = half().getFirst();
        var bytes = Files.readAllBytes(half);
        bytes[5] ^= 1;
        Files.write(half, bytes);

        isWhole(here(fetch(named(":1"))));
    }

    @Test
    void aPinnedProgramThatIsAnotherIsRefused() {
        server.manifests.put("sha256:" + "a".repeat(64), server.manifests.get("1"));

        assertThat(failure(fetch(named("@sha256:" + "a".repeat(64))))).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void aPinnedProgramIsFetched() throws Exception {
        var here = here(fetch(named("@" + offered)));

        isWhole(here);
        assertThat(here.name()).isEqualTo(named(":berth-" + offered.hex().substring(0, 12)));
    }

    // -- room

    @Test
    void withoutRoomNoPartIsFetched() {
        long size = LAYER.length;
        free = size;

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.NO_ROOM);
        assertThat(server.sent.get()).isZero();
    }

    @Test
    void theEnginesDiskMustHaveRoomForTheUnpackedProgram() {
        oneDisk = false;
        free = 2L * LAYER.length;

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.NO_ROOM);
        assertThat(server.sent.get()).isZero();
    }

    @Test
    void anAbsurdSizeIsNoRoomAndNoOverflow() {
        server.put(
                "huge",
                "{\"config\":{\"digest\":\"sha256:%1$s\",\"size\":2},\"layers\":[{\"digest\":\"sha256:%1$s\",\"size\":9223372036854775807}]}"
                        .formatted("b".repeat(64))
                        .getBytes(StandardCharsets.UTF_8));
        free = 1L << 60;

        assertThat(failure(fetch(named(":huge")))).isEqualTo(Kind.NO_ROOM);
    }

    // -- cancelling

    @Test
    void aFetchIsCutShortAtOnce() throws Exception {
        server.partFaults.addAll(List.of(new Fault.Fine(), new Fault.StallAfter(500_000)));
        server.whenStalled = cancellation::cancel;
        var began = System.nanoTime();

        assertThat(failure(fetch(named(":1")))).isEqualTo(Kind.CANCELLED);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(silence);
    }

    // -- tokens

    @Test
    void aTokenForStrangersIsFetchedAndStaysWithItsSource() throws Exception {
        try (var elsewhere = FaultySource.plain()) {
            elsewhere.blobs.putAll(server.blobs);
            server.challenge =
                    "Bearer realm=\"http://%s/token\",service=\"s\"".formatted(server.host());
            server.token = "{\"token\":\"abc\"}";
            server.redirectParts = "http://" + elsewhere.host() + "/elsewhere/";

            isWhole(here(fetch(named(":1"))));

            assertThat(server.authorizations.get("/v2/berth/x/manifests/1"))
                    .isEqualTo("Bearer abc");
            assertThat(elsewhere.authorizations.values()).isNotEmpty().containsOnly("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=\"x\"", "Negotiate"})
    void aSignInIsLeftToTheEngine(String challenge) {
        server.challenge = challenge;

        assertThat(fetch(named(":1")))
                .isInstanceOfSatisfying(
                        Answer.Got.class,
                        got -> assertThat(got.value()).isInstanceOf(Fetched.EngineOnly.class));
    }

    @Test
    void aShortNameIsLeftToTheEngine() {
        assertThat(fetch("openclaw")).isEqualTo(Answer.got(new Fetched.EngineOnly("a short name")));
    }

    // -- ways

    @Test
    void theMirrorIsAskedFirstUnderItsOwnPath() throws Exception {
        way =
                new Fetching(
                        Optional.of("http://" + server.host() + "/our/mirror/"), Optional.empty());

        isWhole(here(fetch("nowhere.invalid/berth/x:1")));

        assertThat(server.asked).allMatch(path -> path.startsWith("/v2/our/mirror/berth/x/"));
    }

    @Test
    void whatTheMirrorHasNotComesFromTheSource() throws Exception {
        try (var mirror = FaultySource.plain()) {
            way = new Fetching(Optional.of("http://" + mirror.host()), Optional.empty());

            isWhole(here(fetch(named(":1"))));

            assertThat(mirror.asked).hasSize(1);
        }
    }

    @Test
    void theProxyIsUsed() throws Exception {
        way =
                new Fetching(
                        Optional.of("http://mirror.invalid"),
                        Optional.of("http://me:secret@" + server.host()));

        isWhole(here(fetch("nowhere.invalid/berth/x:1")));

        assertThat(server.proxyProofs).containsOnly("Basic bWU6c2VjcmV0");
    }

    // -- encryption

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (var identity = Identity.made(folder.resolve("ca"));
                var encrypted = FaultySource.encrypted(identity.context())) {
            encrypted.offer("1", LAYER, SMALL);

            assertThat(failure(fetch(encrypted.host() + "/berth/x:1"))).isEqualTo(Kind.CERTIFICATE);
            assertThat(pauses).isEmpty();

            environment = Map.of("SSL_CERT_FILE", identity.certificate().toString());
            isWhole(here(fetch(encrypted.host() + "/berth/x:1")));
        }
    }

    @Test
    void whatLiesHereOfOthersGoesAndDiscardingLeavesNothing() throws Exception {
        here(fetch(named(":1")));
        server.offer("2", SMALL);
        here(fetch(named(":2")));

        try (var layouts = Files.list(folder.resolve("cache"))) {
            assertThat(layouts.collect(Collectors.toList())).hasSize(1);
        }
        new OciSource(folder.resolve("cache"), Map.of(), "Berth/test", Clock.systemUTC()).discard();
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    // -- which releases there are

    @Test
    void theTagsAreListedAndNothingIsFetched() throws Exception {
        server.offer("2026.9.7", SMALL);

        assertThat(tags(named(":1"))).isEqualTo(Answer.got(List.of("1", "2026.9.7")));
        assertThat(server.asked).containsExactly("/v2/berth/x/tags/list");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void aLongListIsReadPageByPageFromTheSameSourceWhereverItPoints() throws Exception {
        server.tagsAtOnce = 2;
        server.linkTo = "http://elsewhere.example";
        for (var tag : List.of("2", "3", "4", "5")) {
            server.offer(tag, SMALL);
        }

        assertThat(tags(named(":1"))).isEqualTo(Answer.got(List.of("1", "2", "3", "4", "5")));
    }

    @Test
    void aListWithoutEndIsGivenUp() throws Exception {
        server.tagsAtOnce = 1;
        for (int tag = 2; tag < 80; tag++) {
            server.offer(String.valueOf(tag), SMALL);
        }

        assertThat(tags(named(":1"))).isInstanceOf(Answer.Failed.class);
        assertThat(server.asked).hasSize(50);
    }

    @Test
    void aTokenForStrangersIsFetchedForTheListToo() {
        server.challenge =
                "Bearer realm=\"http://%s/token\",service=\"x\"".formatted(server.host());
        server.token = "{\"token\":\"abc\"}";

        assertThat(tags(named(":1"))).isEqualTo(Answer.got(List.of("1")));
        assertThat(server.authorizations.get("/v2/berth/x/tags/list")).isEqualTo("Bearer abc");
    }

    @Test
    void theMirrorsListComesFirst() throws Exception {
        try (var mirror = FaultySource.plain()) {
            mirror.offer("2", SMALL);
            way = new Fetching(Optional.of("http://" + mirror.host()), Optional.empty());

            assertThat(tags(named(":1"))).isEqualTo(Answer.got(List.of("2")));
            assertThat(server.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"tags\":5}", "[]"})
    void aListThatIsNoneIsRefused(String text) {
        server.tagsText = text;

        assertThat(tags(named(":1"))).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void anEndlessAnswerIsGivenUp() {
        server.tagsText = "{\"tags\":[\"" + "x".repeat(2 << 20) + "\"]}";

        assertThat(tags(named(":1"))).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void nobodyIsAskedForAShortName() {
        assertThat(tags("openclaw:1")).isInstanceOf(Answer.Failed.class);
        assertThat(server.asked).isEmpty();
    }
}
