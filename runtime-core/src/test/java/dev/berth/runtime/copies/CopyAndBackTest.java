package dev.berth.runtime.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.runtime.copies.archive.BadCopy;
import dev.berth.runtime.copies.archive.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
final class CopyAndBackTest {

    @TempDir private Path folder;
    private TestShelf shelf;
    private Path data;

    @BeforeEach
    void makePlace() {
        shelf = new TestShelf(folder.resolve("shelf"));
        data = folder.resolve("data");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasDamagedComesBackByteForByte(long seed) throws IOException {
        var tree = new SampleTree(data, seed).fill();
        var before = SampleTree.picture(data);
        var copy = shelf.copy(data);
        tree.damage();

        shelf.extract(copy.file(), folder.resolve("restored"), false);

        assertThat(SampleTree.picture(folder.resolve("restored"))).isEqualTo(before);
        assertThat(copy.seal().isWhole()).isTrue();
    }

    @Test
    void anEmptyFolderIsCopiedToo() throws IOException {
        Files.createDirectory(data);
        var copy = shelf.copy(data);
        shelf.extract(copy.file(), folder.resolve("restored"), false);
        assertThat(folder.resolve("restored")).isEmptyDirectory();
    }

    @Test
    void anUnreadableFolderIsNotAnEmptyOne() {
        assertThatThrownBy(() -> shelf.copy(folder.resolve("absent")))
                .isInstanceOf(IOException.class);
    }

    /// What changes while the service works is copied again while it holds still, and what it
    /// writes afterwards is not in the copy.
    @Test
    void theCopyIsOfTheMomentOfStillness() throws IOException {
        new SampleTree(data, 9).fill();
        var log = Files.writeString(data.resolve("log"), "first line\n");
        var database = Files.write(data.resolve("memory.db"), database("before"));
        var gone = Files.writeString(data.resolve("short-lived"), "x");
        List<List<String>> moment = new ArrayList<>();
        var stillness =
                new Stillness() {
                    @Override
                    public boolean begin(Way way) throws IOException {
                        Files.delete(gone);
                        Files.writeString(log, "second line\n", StandardOpenOption.APPEND);
                        Files.write(database, database("after"));
                        Files.writeString(data.resolve("newcomer"), "new");
                        moment.add(SampleTree.picture(data));
                        return true;
                    }

                    @Override
                    public boolean end() throws IOException {
                        Files.writeString(log, "third line\n", StandardOpenOption.APPEND);
                        Files.write(database, database("much later"));
                        return true;
                    }
                };

        var copy = shelf.copy(data, stillness, Scratch.ofThisComputer());
        shelf.extract(copy.file(), folder.resolve("restored"), false);

        assertThat(SampleTree.picture(folder.resolve("restored"))).isEqualTo(moment.getFirst());
    }

    @Test
    void onePauseThatWasTooShortIsFollowedByAStop() throws IOException {
        new SampleTree(data, 10).fill();
        var ways = new ArrayList<Stillness.Way>();
        var stillness =
                new Stillness() {
                    @Override
                    public boolean begin(Way way) {
                        ways.add(way);
                        return true;
                    }

                    @Override
                    public boolean end() {
                        return ways.size() > 1;
                    }
                };
        var copy = shelf.copy(data, stillness, Scratch.ofThisComputer());
        assertThat(ways).containsExactly(Stillness.Way.PAUSE, Stillness.Way.STOP);
        assertThat(shelf.check(copy.file())).isEqualTo(copy.seal());
    }

    private static byte[] database(String content) {
        return ("SQLite format 3\0" + content).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void whatHoldsNothingIsPassedOver() throws Exception {
        new SampleTree(data, 11).fill();
        var pipe = new ProcessBuilder("mkfifo", data.resolve("pipe").toString()).start();
        assertThat(pipe.waitFor()).isZero();

        var copy = shelf.copy(data);

        assertThat(copy.seal().isWhole()).isTrue();
        shelf.extract(copy.file(), folder.resolve("restored"), false);
        assertThat(folder.resolve("restored/pipe")).doesNotExist();
    }

    /// Each region of the file: head, blocks of the frame, its checksum, seal, the seal's own sum.
    @Test
    void aFlippedBitIsFoundWhereverItIs() throws IOException {
        Files.createDirectory(data);
        Files.writeString(data.resolve("one"), "some text ".repeat(30));
        var noise = new byte[500];
        new Random(1).nextBytes(noise);
        Files.write(data.resolve("two"), noise);
        var made = shelf.copy(data);
        var good = Files.readAllBytes(made.file());
        var random = new Random(2);
        for (var at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            var file = Files.write(folder.resolve("bad"), bad);
            var where = "byte " + at + " of " + good.length;
            assertThatThrownBy(() -> shelf.check(file)).as(where).isInstanceOf(BadCopy.class);
            assertThatThrownBy(() -> shelf.readBack(file, made.seal()))
                    .as(where + ", read back")
                    .isInstanceOf(BadCopy.class);
        }
    }

    /// Another copy in the place of the one that was written is whole, and is not it.
    @Test
    void whatIsReadBackIsWhatWasWritten() throws IOException {
        new SampleTree(data, 13).fill();
        var made = shelf.copy(data);
        Files.writeString(data.resolve("newer"), "since");
        var other = shelf.copy(data);
        shelf.readBack(made.file(), made.seal());
        assertThatThrownBy(() -> shelf.readBack(other.file(), made.seal()))
                .isInstanceOf(BadCopy.class)
                .hasMessageContaining("not what was written");
    }

    @Test
    void aCopyThatWasCutOffIsFound() throws IOException {
        new SampleTree(data, 12).fill();
        var copy = shelf.copy(data).file();
        var good = Files.readAllBytes(copy);
        var random = new Random(3);
        for (var one = 0; one < 50; one++) {
            var file =
                    Files.write(
                            folder.resolve("bad"),
                            Arrays.copyOf(good, random.nextInt(good.length)));
            assertThatThrownBy(() -> shelf.check(file)).isInstanceOf(BadCopy.class);
        }
    }

    @Test
    void otherProgramsReadItToo() throws Exception {
        new SampleTree(data, 13).fill();
        var copy = shelf.copy(data).file();
        var there = Files.createDirectory(folder.resolve("there"));
        var tar =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "zstd -dc \"$1\" | tar -x -C \"$2\"",
                                "sh",
                                copy.toString(),
                                there.toString())
                        .inheritIO()
                        .start();
        Assumptions.assumeTrue(tar.waitFor() == 0, "zstd is not there");
        assertThat(there.resolve("data/umlaut-äöü-漢字-🙂"))
                .hasSameBinaryContentAs(data.resolve("umlaut-äöü-漢字-🙂"));
        assertThat(there.resolve("data").resolve("n".repeat(255))).exists();
    }
}
