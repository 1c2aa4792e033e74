package dev.berth.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// curl, as a script of the person's would use it.
final class Curl {
    private static final Duration DEADLINE = Await.LONG;

    /// As a browser sends them when a person types an address.
    static final String[] TYPED = {
        "Accept: text/html,application/xhtml+xml",
        "Sec-Fetch-Site: none",
        "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Dest: document"
    };

    private Curl() {}

    /// @param status of HTTP
    /// @param body with the answer's head before it
    record Answer(int status, String body) {}

    static Answer get(String address, String... fields) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                "curl",
                                "--silent",
                                "--show-error",
                                "--include",
                                "--max-time",
                                "45"));
        for (var field : fields) {
            command.addAll(List.of("--header", field));
        }
        command.add(address);
        var outcome = Program.run(command, Map.of(), DEADLINE);
        if (outcome.status() != 0) {
            throw new AssertionError("curl: " + outcome.text());
        }
        return new Answer(Integer.parseInt(outcome.out().split(" ", 3)[1]), outcome.out());
    }
}
