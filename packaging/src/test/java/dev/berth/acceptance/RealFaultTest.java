package dev.berth.acceptance;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The matrix of real faults: each row ends Ready, or in the expected problem and Ready once its
/// cause is gone; the person's files stay as they were. `./dev soak faults` goes through the long
/// rows too, again and again.
@Timeout(value = 25, unit = TimeUnit.MINUTES)
final class RealFaultTest {

    @Tag("real")
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void asAnOrdinaryUser(RealFault row) throws Exception {
        Ordeal.pass(row);
    }

    @Tag("root")
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void asRoot(RealFault row) throws Exception {
        Ordeal.pass(row);
    }

    static Stream<RealFault> asAnOrdinaryUser() {
        return chosen(RealFaults.ofAnOrdinaryUser());
    }

    static Stream<RealFault> asRoot() {
        return chosen(RootFaults.all());
    }

    private static Stream<RealFault> chosen(Stream<RealFault> rows) {
        var only = System.getenv().getOrDefault("BERTH_FAULTS", "");
        var all = System.getenv("BERTH_FAULT_TABLE") != null || !only.isEmpty();
        return rows.filter(row -> Pattern.compile(only).matcher(row.name()).find())
                .filter(row -> all || row.size() == RealFault.Size.QUICK)
                .filter(row -> row.worst() || !Ordeal.withTheRealGateway());
    }
}
