package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.desk.RedirectPage;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.StatusReport;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "open",
        description = "Open your assistant in the browser, signed in.",
        footer = {
            "",
            "Whoever has the address that --print shows can use your assistant: keep it to yourself."
        })
final class OpenVerb extends Verb {
    @Option(
            names = "--print",
            description = "Only print the address, with the key that signs you in.")
    private boolean print;

    OpenVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var keeper = desk.home().connect();
        if (keeper.isEmpty()) {
            return notReady(desk.home().unsupervised());
        }
        Optional<URI> address;
        StatusReport report;
        try (var berth = keeper.get()) {
            report = berth.status();
            address = berth.signInAddress();
        }
        if (address.isEmpty()) {
            return notReady(report);
        }
        if (print) {
            desk.say(address.get().toString());
            return ExitStatus.REACHED;
        }
        return open(address.get());
    }

    private int notReady(StatusReport report) {
        desk.complain(StatusWords.headline(report));
        return ExitStatus.missed(report.status());
    }

    private int open(URI address) throws IOException, InterruptedException {
        try (var page = RedirectPage.to(address, desk.home().place().run());
                var _ = desk.end().beforeAny(page::close)) {
            if (!desk.browser().show(page.file())) {
                desk.complain(
                        "No browser could be opened; see the address with: berth open --print");
                return ExitStatus.FAILED;
            }
            desk.say("Opened in your browser.");
            page.awaitReading();
        }
        return ExitStatus.REACHED;
    }
}
