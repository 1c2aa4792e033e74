package dev.berth.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.runtime.store.DataFolder.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderDataTest {

    @TempDir Path temporary;
    private Path folder;
    private FolderData data;

    @BeforeEach
    void open() {
        folder = temporary.resolve("home/data");
        data = new FolderData(folder, 1, Drive.ofThisComputer());
    }

    @AfterEach
    void letItBeRemoved() throws IOException {
        if (Files.isDirectory(folder)) {
            Disk.chmod(folder, "rwx------");
        }
    }

    @Test
    void anAbsentFolderIsGoneOnlyIfItWasMade() throws IOException {
        assertThat(data.look(false, false)).isEqualTo(new State.NeverMade());
        assertThat(data.look(true, false)).isEqualTo(new State.Gone());
        assertThat(data.path()).isEqualTo(folder);
    }

    @Test
    void makingItTwiceIsMakingItOnce() throws IOException {
        data.make(-1);
        data.make(-1);

        assertThat(data.look(true, false)).isEqualTo(new State.Present());
        assertThat(Disk.mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatIsThereKeepsItsMode() throws IOException {
        Files.createDirectories(folder);
        Disk.chmod(folder, "rwxr-x---");

        data.make(-1);

        assertThat(Disk.mode(folder)).isEqualTo("rwxr-x---");
    }

    @Test
    void anEmptyFolderThatWasUsedIsGone() throws IOException {
        data.make(-1);
        assertThat(data.look(true, true)).isEqualTo(new State.Gone());

        Files.writeString(folder.resolve("config"), "x");
        assertThat(data.look(true, true)).isEqualTo(new State.Present());
    }

    @Test
    void aLinkToADiskThatIsNotConnectedIsGone() throws IOException {
        Files.createDirectories(temporary.resolve("home"));
        Files.createSymbolicLink(folder, temporary.resolve("disk"));
        assertThat(data.look(false, false)).isEqualTo(new State.Gone());
        assertThat(catchThrowable(() -> data.erase()))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(folder.toString());

        Files.createDirectory(temporary.resolve("disk"));
        assertThat(data.look(true, false)).isEqualTo(new State.Present());
        assertThat(data.path()).isEqualTo(temporary.resolve("disk").toRealPath());
    }

    @Test
    void aFolderClosedToWritingIsReadOnlyForRootToo() throws IOException {
        data.make(-1);
        Disk.chmod(folder, "r-x------");

        assertThat(data.look(true, false)).isEqualTo(new State.ReadOnly());
    }

    @Test
    void aFullDiskIsToldInBytes() throws IOException {
        data.make(-1);
        var needs = new FolderData(folder, Long.MAX_VALUE, Drive.ofThisComputer());

        assertThat(needs.look(true, false))
                .isInstanceOfSatisfying(
                        State.NoRoom.class,
                        room -> {
                            assertThat(room.neededBytes()).isEqualTo(Long.MAX_VALUE);
                            assertThat(room.freeBytes()).isPositive();
                        });
    }

    @Test
    void aFileInPlaceOfTheFolderIsAnError() throws IOException {
        Files.createDirectories(temporary.resolve("home"));
        Files.writeString(folder, "x");

        Disk.assertOneSentence(catchThrowable(() -> data.look(false, false)), folder);
        Disk.assertOneSentence(catchThrowable(() -> data.make(-1)), folder);
        Disk.assertOneSentence(catchThrowable(() -> data.erase()), folder);
        assertThat(folder).hasContent("x");
    }

    @Test
    void whatCannotBeLookedAtIsUnknownAndNotAbsent() throws IOException {
        Disk.asOrdinaryUserOnly();
        data.make(-1);
        Disk.chmod(folder, "-wx------");
        Disk.assertOneSentence(catchThrowable(() -> data.look(true, true)), folder);

        Disk.chmod(temporary.resolve("home"), "---------");
        try {
            Disk.assertOneSentence(catchThrowable(() -> data.look(true, false)), folder);
            Disk.assertOneSentence(catchThrowable(() -> data.make(-1)), folder);
            Disk.assertOneSentence(catchThrowable(() -> data.erase()), folder);
        } finally {
            Disk.chmod(temporary.resolve("home"), "rwx------");
        }
    }

    @Test
    void rootGivesTheFolderToItsOwnerAlsoAfterACrash() throws IOException {
        Disk.asRootOnly();
        Files.createDirectories(folder); // made, and killed before the owner was set

        data.make(12_345);

        assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(12_345);
        assertThat(Files.getAttribute(folder, "unix:gid")).isEqualTo(12_345);
    }

    @Test
    void anOwnerIsNotSetByAnOrdinaryUser() throws IOException {
        Disk.asOrdinaryUserOnly();

        data.make(12_345);

        assertThat(data.look(true, false)).isEqualTo(new State.Present());
    }

    @Test
    void erasingTakesAllAndFollowsNoLink() throws IOException {
        var outside = Files.createDirectories(temporary.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "kept");
        data.make(-1);
        Files.createSymbolicLink(folder.resolve("folder-link"), outside);
        Files.createSymbolicLink(folder.resolve("file-link"), outside.resolve("precious"));
        Files.createSymbolicLink(folder.resolve("dangling"), temporary.resolve("nowhere"));
        var closed = Files.createDirectories(folder.resolve("a/closed/deep"));
        Files.writeString(closed.resolve("file"), "x");
        Disk.chmod(closed, "r-x------");
        Disk.chmod(folder.resolve("a/closed"), "---------");
        Disk.chmod(folder.resolve("a"), "r-x------");

        data.erase();
        data.erase();

        assertThat(folder).doesNotExist();
        assertThat(outside.resolve("precious")).hasContent("kept");
    }

    @Test
    void behindALinkTheFolderIsEmptiedAndStays() throws IOException {
        Files.createDirectories(temporary.resolve("home"));
        var disk = Files.createDirectory(temporary.resolve("disk"));
        Files.createSymbolicLink(folder, disk);
        Files.writeString(disk.resolve("file"), "x");

        data.erase();

        assertThat(disk).isEmptyDirectory();
        assertThat(folder).isSymbolicLink();
        assertThat(data.look(false, false)).isEqualTo(new State.Present());
    }

    @Test
    void whatMayNotBeErasedIsNamedAndTheRestGoes() throws IOException, InterruptedException {
        Disk.asRootOnly();
        data.make(-1);
        Files.writeString(folder.resolve("b"), "x");
        var fixed = Files.writeString(folder.resolve("a"), "x");
        Disk.assumeRun("chattr", "+i", fixed.toString());
        try {
            var thrown = catchThrowable(() -> data.erase());

            Disk.assertOneSentence(thrown, fixed);
            assertThat(Disk.names(folder)).containsExactly("a");
        } finally {
            Disk.assumeRun("chattr", "-i", fixed.toString());
        }
    }
}
