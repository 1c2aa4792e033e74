package dev.berth.runtime.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.FirstRun.Installation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SystemInstallerTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "apt-get, sudo apt-get install podman uidmap slirp4netns fuse-overlayfs netavark aardvark-dns catatonit",
        "dnf, sudo dnf install podman",
        "zypper, sudo zypper install podman",
        "pacman, sudo pacman -S --needed podman passt fuse-overlayfs",
        "apk, sudo apk add podman shadow-uidmap slirp4netns fuse-overlayfs",
    })
    void whereTheSystemAsksNobodyThePersonIsToldWhatToType(String manager, String typed)
            throws Exception {
        assertThat(outcome(Set.of(manager)))
                .isEqualTo(new Installation.NotPossible(Optional.of(typed)));
    }

    @Test
    void whereThereIsNoPackageManagerNothingIsPossible() throws Exception {
        assertThat(outcome(Set.of("pkexec")))
                .isEqualTo(new Installation.NotPossible(Optional.empty()));
    }

    @Test
    void anotherTryIsPossibleAfterwards() throws Exception {
        assertThat(outcome(Set.of())).isInstanceOf(Installation.NotPossible.class);
        assertThat(outcome(Set.of())).isInstanceOf(Installation.NotPossible.class);
    }

    private Installation outcome(Set<String> there) throws Exception {
        return new SystemInstaller(folder, Map.of(), there::contains, false)
                .install(_ -> {})
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
