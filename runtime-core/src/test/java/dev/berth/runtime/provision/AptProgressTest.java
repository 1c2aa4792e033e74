package dev.berth.runtime.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class AptProgressTest {
    private final AptProgress progress = new AptProgress();

    @Test
    void fetchingIsTheFirstHalfAndInstallingTheSecond() {
        assertThat(progress.read("dlstatus:1:0.0000:Retrieving file 1 of 9")).hasValue(0);
        assertThat(progress.read("dlstatus:9:100.0000:Retrieving file 9 of 9")).hasValue(0.5);
        assertThat(progress.read("pmstatus:podman:50:Unpacking podman (amd64)")).hasValue(0.75);
        assertThat(progress.read("pmstatus:dpkg-exec:100:Running dpkg")).hasValue(1);
    }

    @Test
    void itNeverGoesBack() {
        assertThat(progress.read("pmstatus:a:40:x")).hasValue(0.7);
        assertThat(progress.read("dlstatus:2:10:x")).hasValue(0.7);
    }

    @Test
    void anythingElseTellsNothing() {
        for (var line :
                new String[] {
                    "Setting up podman (4.3.1) ...", "pmstatus:a", "pmstatus:a:b:c", "dlstatus:::"
                }) {
            assertThat(progress.read(line)).isEqualTo(OptionalDouble.empty());
        }
    }
}
