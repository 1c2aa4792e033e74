package dev.berth.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.runtime.store.HomeLock.Attempt;
import dev.berth.runtime.store.HomeLock.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HomeLockTest {

    private static final Holder SELF = Holder.self("of-the-test");

    @TempDir Path folder;

    private Attempt attempt() throws IOException {
        return HomeLock.attempt(folder, SELF);
    }

    private HomeLock taken() throws IOException {
        if (attempt() instanceof Attempt.Taken(var lock)) {
            return lock;
        }
        throw new AssertionError("not taken");
    }

    @Test
    void itIsTakenOnceAndGivenBack() throws IOException {
        try (var lock = taken()) {
            assertThat(lock).isNotNull();
            assertThat(attempt()).isEqualTo(new Attempt.HeldBy(Optional.of(SELF)));
            assertThat(Disk.mode(folder.resolve("lock"))).isEqualTo("rw-------");
            assertThat(folder.resolve("lock"))
                    .content()
                    .contains("\"pid\":" + ProcessHandle.current().pid(), "of-the-test");
        }
        taken().close();
    }

    @Test
    void anotherProcessIsKeptOutEvenAfterASecondAttemptInThisOne() throws Exception {
        try (var lock = taken()) {
            assertThat(lock).isNotNull();
            attempt(); // must not open and close the file: that would give the lock away
            assertThat(childSays()).isEqualTo("HeldBy");
        }
        assertThat(childSays()).isEqualTo("Taken");
    }

    private String childSays() throws IOException {
        var child = ChildJvm.start("", LockHolder.class, folder);
        try (var out = child.inputReader()) {
            return String.valueOf(out.readLine());
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aKilledOwnersLockIsTakenOver() throws Exception {
        var child = ChildJvm.start("", LockHolder.class, folder);
        try (var out = child.inputReader()) {
            assertThat(out.readLine()).isEqualTo("Taken");

            assertThat(attempt())
                    .isInstanceOfSatisfying(
                            Attempt.HeldBy.class,
                            held ->
                                    assertThat(held.holder())
                                            .hasValueSatisfying(holder -> {
                                                assertThat(holder.pid()).isEqualTo(child.pid());
                                                assertThat(holder.version())
                                                        .isEqualTo("of-the-child");
                                            }));

            assertThat(child.destroyForcibly().waitFor()).isEqualTo(137);
            taken().close();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void anUnreadableIdentityOfADeadOwnerDoesNotMatter() throws IOException {
        Files.writeString(folder.resolve("lock"), "{\"pid\":");

        taken().close();
    }

    @Test
    void twoHomesDoNotKnowEachOther() throws IOException {
        var other = Files.createDirectory(folder.resolve("other"));
        try (var lock = taken()) {
            assertThat(lock).isNotNull();
            assertThat(HomeLock.attempt(other, SELF)).isInstanceOf(Attempt.Taken.class);
        }
    }

    @Test
    void aHomeSeenThroughALinkIsTheSameHome() throws IOException {
        var home = Files.createDirectory(folder.resolve("home"));
        var link = Files.createSymbolicLink(folder.resolve("link"), home);
        try (var lock = ((Attempt.Taken) HomeLock.attempt(home, SELF)).lock()) {
            assertThat(lock).isNotNull();
            assertThat(HomeLock.attempt(link, SELF)).isInstanceOf(Attempt.HeldBy.class);
        }
    }

    @Test
    void aLinkOrAMissingFolderIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("lock"), folder.resolve("elsewhere"));
        Disk.assertOneSentence(catchThrowable(this::attempt), folder.resolve("lock"));
        assertThat(folder.resolve("elsewhere")).doesNotExist();

        var missing = folder.resolve("missing");
        Disk.assertOneSentence(catchThrowable(() -> HomeLock.attempt(missing, SELF)), missing);
    }
}
