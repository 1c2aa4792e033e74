package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFileTest {

    @TempDir Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void replacingMakesAnOwnerOnlyFileInAnOwnerOnlyFolder() throws IOException {
        var path = folder.resolve("a/b/file");
        var file = new DurableFile(path, Drive.ofThisComputer());
        assertThat(file.read()).isEmpty();

        file.replace(bytes("one"));
        file.replace(bytes("two"));

        assertThat(file.read()).hasValue(bytes("two"));
        assertThat(Disk.mode(path)).isEqualTo("rw-------");
        assertThat(Disk.mode(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(Disk.mode(folder.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(Disk.names(folder.resolve("a/b"))).containsExactly("file");
    }

    @Test
    void anInterruptDoesNotSpoilAReplace() throws IOException {
        var file = new DurableFile(folder.resolve("file"), Drive.ofThisComputer());
        Thread.currentThread().interrupt();

        file.replace(bytes("whole"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(file.read()).hasValue(bytes("whole"));
    }

    @Test
    void halfWrittenFilesAreSweptAndNothingElse() throws Exception {
        Files.writeString(folder.resolve("file"), "old");
        Files.writeString(folder.resolve(".file.4711.12.tmp"), "of an earlier version");
        Files.writeString(folder.resolve(".file.12.tmp"), "ne");
        Files.writeString(folder.resolve(".mine.tmp"), "a person's");

        new OwnedFolder(folder, Drive.ofThisComputer()).sweep();

        assertThat(Disk.names(folder)).containsExactlyInAnyOrder("file", ".mine.tmp");
        assertThat(new DurableFile(folder.resolve("file"), Drive.ofThisComputer()).read())
                .hasValue(bytes("old"));
    }

    @Test
    void aLinkIsRefusedAndItsTargetLeftAlone() throws IOException {
        var target = Files.writeString(folder.resolve("target"), "theirs");
        var link = Files.createSymbolicLink(folder.resolve("link"), target);
        var file = new DurableFile(link, Drive.ofThisComputer());

        Disk.assertOneSentence(catchThrowable(file::read), link);
        Disk.assertOneSentence(catchThrowable(() -> file.replace(bytes("ours"))), link);
        assertThat(target).hasContent("theirs");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() throws IOException {
        var path = Files.createDirectory(folder.resolve("file"));
        var file = new DurableFile(path, Drive.ofThisComputer());

        Disk.assertOneSentence(catchThrowable(file::read), path);
        Disk.assertOneSentence(catchThrowable(() -> file.replace(bytes("x"))), path);
    }

    @Test
    void aFileOfSomebodyElseIsRefused() throws IOException {
        Disk.asRootOnly();
        var path = Files.writeString(folder.resolve("file"), "theirs");
        Files.setAttribute(path, "unix:uid", 12_345);

        var thrown = catchThrowable(new DurableFile(path, Drive.ofThisComputer())::read);

        Disk.assertOneSentence(thrown, path);
        assertThat(thrown).hasMessageContaining("12345").hasMessageContaining("root");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsSaidSo() throws IOException {
        Disk.asOrdinaryUserOnly();
        var closed = Files.createDirectory(folder.resolve("closed"));
        Disk.chmod(closed, "r-x------");

        var path = closed.resolve("sub/file");
        Disk.assertOneSentence(
                catchThrowable(
                        () -> new DurableFile(path, Drive.ofThisComputer()).replace(bytes("x"))),
                closed.resolve("sub"));
    }

    @Test
    void aTooLargeFileIsReadOnlyToItsLimit() throws IOException {
        var path = folder.resolve("file");
        Files.write(path, new byte[DurableFile.MOST_BYTES * 2]);

        assertThat(new DurableFile(path, Drive.ofThisComputer()).read().orElseThrow())
                .hasSize(DurableFile.MOST_BYTES + 1);
    }

    @Test
    void whatIsPutAsideNeverOverwritesAnEarlierOne() throws IOException {
        var file = new DurableFile(folder.resolve("file"), Drive.ofThisComputer());
        var at = Disk.CLOCK.instant();
        file.replace(bytes("1"));
        assertThat(file.putAside("unreadable", at)).hasFileName("file.unreadable-20261120T221504Z");
        file.replace(bytes("2"));
        assertThat(file.copyAside("unreadable", at, bytes("2")))
                .hasFileName("file.unreadable-20261120T221504Z-2");
        assertThat(file.putAside("unreadable", at))
                .hasFileName("file.unreadable-20261120T221504Z-3")
                .hasContent("2");
        assertThat(folder.resolve("file.unreadable-20261120T221504Z")).hasContent("1");
    }
}
