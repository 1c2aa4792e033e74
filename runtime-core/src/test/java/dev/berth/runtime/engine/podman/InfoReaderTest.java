package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.EngineReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InfoReaderTest {

    @Test
    void recordedOnesAreRead() {
        assertThat(read("4.3.1", ContainerReaderTest.recorded("rootless-info")))
                .isEqualTo(Answer.got(new EngineReport("4.3.1", true, false, false)));
        assertThat(read("4.3.1", ContainerReaderTest.recorded("root-info")))
                .isEqualTo(Answer.got(new EngineReport("4.3.1", false, false, true)));
    }

    @Test
    void withTheSecondVersionOfControlGroupsBothControllersAreNeeded() {
        var recorded =
                ContainerReaderTest.recorded("rootless-info")
                        .replace("\"cgroupVersion\": \"v1\"", "\"cgroupVersion\": \"v2\"");
        var both =
                recorded.replace(
                        "\"cgroupControllers\": []",
                        "\"cgroupControllers\": [\"cpu\",\"memory\",\"pids\"]");
        var one =
                recorded.replace(
                        "\"cgroupControllers\": []", "\"cgroupControllers\": [\"cpu\",\"pids\"]");
        assertThat(both).isNotEqualTo(one).isNotEqualTo(recorded);
        assertThat(((Answer.Got<EngineReport>) InfoReader.read(both)).value().limitsMemory())
                .isTrue();
        assertThat(((Answer.Got<EngineReport>) InfoReader.read(one)).value().limitsMemory())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.0", "4.9.4-rhel", "5.4.0-rc1", "v6.1", "10.0.0-dev"})
    void newEnoughOnesAreUsable(String version) {
        assertThat(read(version, ContainerReaderTest.recorded("root-info")))
                .isInstanceOf(Answer.Got.class);
    }

    @ParameterizedTest
    @CsvSource({"4.2.9, TOO_OLD", "3.4.4, TOO_OLD", "'', UNREADABLE", "dev, UNREADABLE"})
    void othersAreNot(String version, Kind kind) {
        assertFailed(read(version, ContainerReaderTest.recorded("root-info")), kind);
    }

    @Test
    void theVersionThatIsNeededStandsInTheText() {
        var failed =
                (Answer.Failed<EngineReport>)
                        read("4.2.9", ContainerReaderTest.recorded("root-info"));
        assertThat(failed.failure().text()).contains("4.2.9", "4.3");
    }

    @Test
    void anAccountWithOneUserIdIsNotEnough() {
        var single = ContainerReaderTest.recorded("rootless-info").replace("65536", "1");
        assertFailed(InfoReader.read(single), Kind.USER_IDS_MISSING);
    }

    private static Answer<EngineReport> read(String version, String recorded) {
        return InfoReader.read(
                recorded.replace("\"Version\": \"4.3.1\"", "\"Version\": \"" + version + "\""));
    }

    private static void assertFailed(Answer<EngineReport> answer, Kind kind) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(kind));
    }
}
