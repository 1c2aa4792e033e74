package dev.berth.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.runtime.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeFoldersTest {

    @TempDir Path temporary;
    private Path root;
    private HomeFolders folders;

    @BeforeEach
    void open() {
        root = temporary.resolve("deep/home");
        folders = new HomeFolders(Home.under(root));
    }

    @Test
    void allFoldersButTheServicesAreMadeOwnerOnly() throws IOException {
        folders.prepare();
        folders.prepare();

        assertThat(Disk.names(root)).containsExactly("config", "copies", "logs", "run", "state");
        for (var name : Disk.names(root)) {
            assertThat(Disk.mode(root.resolve(name))).isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderThatIsOpenToOthersIsClosedAndTheHomesOwnStays() throws IOException {
        Files.createDirectories(root.resolve("run"));
        Disk.chmod(root.resolve("run"), "rwxrwxrwx");
        Disk.chmod(root, "rwxr-xr-x");

        folders.prepare();

        assertThat(Disk.mode(root.resolve("run"))).isEqualTo("rwx------");
        assertThat(Disk.mode(root)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFileInPlaceOfAFolderIsNamed() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("run"), "x");

        Disk.assertOneSentence(catchThrowable(folders::prepare), root.resolve("run"));
    }

    @Test
    void aFileInPlaceOfTheHomeIsNamed() throws IOException {
        Files.createDirectories(temporary.resolve("deep"));
        Files.writeString(root, "x");

        Disk.assertOneSentence(catchThrowable(folders::prepare), root.resolve("config"));
    }

    @Test
    void aFolderOfSomebodyElseIsRefused() throws IOException {
        Disk.asRootOnly();
        var run = Files.createDirectories(root.resolve("run"));
        Files.setAttribute(run, "unix:uid", 12_345);

        Disk.assertOneSentence(catchThrowable(folders::prepare), run);
    }

    @Test
    void aHomeThatMayNotBeMadeIsNamed() throws IOException {
        Disk.asOrdinaryUserOnly();
        var closed = Files.createDirectories(temporary.resolve("deep"));
        Disk.chmod(closed, "r-x------");
        try {
            Disk.assertOneSentence(catchThrowable(folders::prepare), root.resolve("config"));
        } finally {
            Disk.chmod(closed, "rwx------");
        }
    }

    @Test
    void whatACrashLeftIsRemoved() throws Exception {
        folders.prepare();
        var secrets = Files.createDirectories(root.resolve("state/secrets"));
        Files.writeString(secrets.resolve(".key.1.tmp"), "sk-1");
        Files.writeString(root.resolve("state/.instance.1.tmp"), "1");

        folders.sweep();

        assertThat(secrets).isEmptyDirectory();
        assertThat(Disk.names(root.resolve("state"))).containsExactly("secrets");
    }
}
