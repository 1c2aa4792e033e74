package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappedFilesTest {
    @TempDir Path folder;

    /// As a machine leaves a file: plain, with its real mode noted.
    private Path noted(String name, int mode, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        note(file, "virtfs.uid", 1001);
        note(file, "virtfs.mode", mode);
        return file;
    }

    private static void note(Path file, String name, int value) throws IOException {
        notes(file)
                .write(
                        name,
                        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).flip());
    }

    private static UserDefinedFileAttributeView notes(Path file) {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    }

    @Test
    void aFileGetsTheModeThatWasNoted() throws IOException {
        var script = noted("script", 0100755, "#!/bin/sh\n");

        MappedFiles.unmap(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-xr-x");
        assertThat(script).hasContent("#!/bin/sh\n");
        assertThat(notes(script).list()).isEmpty();
    }

    @Test
    void aLinkBecomesOneAgain() throws IOException {
        noted("target", 0100644, "here");
        var link = noted("link", 0120777, "target");

        MappedFiles.unmap(folder);

        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("target"));
    }

    @Test
    void linksGoInAndComeOutAsTheyWere() throws IOException {
        var inner = Files.createDirectories(folder.resolve("a/b"));
        var near = Files.createSymbolicLink(inner.resolve("near"), Path.of("../ümlaut x"));
        var dangling = Files.createSymbolicLink(folder.resolve("far"), Path.of("/no/such/thing"));

        MappedFiles.map(folder);

        assertThat(Files.isRegularFile(near, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(near).hasContent("../ümlaut x");

        MappedFiles.unmap(folder);

        assertThat(Files.readSymbolicLink(near)).isEqualTo(Path.of("../ümlaut x"));
        assertThat(Files.readSymbolicLink(dangling)).isEqualTo(Path.of("/no/such/thing"));
    }

    @Test
    void aFolderThatALinkMeansIsNotTouched() throws IOException {
        var outside = Files.createDirectories(folder.resolve("outside"));
        var theirs = Files.createSymbolicLink(outside.resolve("theirs"), Path.of("x"));
        var inside = Files.createDirectories(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("out"), outside);

        MappedFiles.map(inside);

        assertThat(Files.isSymbolicLink(theirs)).isTrue();
    }

    @Test
    void socketsAndPipesHoldNothingAndGo() throws IOException {
        var socket = noted("socket", 0140755, "");
        var pipe = noted("pipe", 0010644, "");

        MappedFiles.unmap(folder);

        assertThat(socket).doesNotExist();
        assertThat(pipe).doesNotExist();
    }

    @Test
    void filesWithoutNotesStayAsTheyAre() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "mine");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        note(file, "other", 7);

        MappedFiles.unmap(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--r-----");
        assertThat(notes(file).list()).containsExactly("other");
    }

    @Test
    void whatWasCutShortIsDoneAgain() throws IOException {
        var link = noted("link", 0120777, "target");
        Files.writeString(folder.resolve("link.berth-mapped"), "half");

        MappedFiles.unmap(folder);

        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("target"));
        assertThat(folder.resolve("link.berth-mapped")).doesNotExist();
    }

    @Test
    void anAbsentFolderHasNoFiles() throws IOException {
        MappedFiles.map(folder.resolve("none"));
        MappedFiles.unmap(folder.resolve("none"));

        assertThat(folder).isEmptyDirectory();
    }
}
