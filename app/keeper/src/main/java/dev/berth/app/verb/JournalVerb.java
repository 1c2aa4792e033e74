package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.DoctorWords;
import dev.berth.app.words.Plain;
import dev.berth.app.words.StatusWords;
import dev.berth.runtime.Activity;
import dev.berth.runtime.StatusJson;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "journal",
        description = "Show what Berth did and why, the newest last.",
        footer = {
            "",
            "Examples:",
            "  berth journal -n 20",
            "  berth journal --story",
            "  berth journal --json"
        })
final class JournalVerb extends Verb {
    private static final int MOST = 100_000;

    @ArgGroup(exclusive = true)
    private final Form form = new Form();

    /// One of these.
    private static final class Form {
        @Option(names = "--json", description = "For programs: one object a line.")
        private boolean json;

        @Option(names = "--story", description = "Tell in plain words what happened, day by day.")
        private boolean story;
    }

    @Option(
            names = "-n",
            paramLabel = "LINES",
            description = "How many lines at most (standard: ${DEFAULT-VALUE}).",
            defaultValue = "50")
    private int lines;

    JournalVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        checkCount(lines);
        if (form.story) {
            return tell();
        }
        var words = new StatusWords(ZoneId.systemDefault());
        for (var activity : newest()) {
            desk.say(form.json ? StatusJson.write(activity) : line(activity, words));
        }
        return ExitStatus.REACHED;
    }

    /// The newest episodes; the journal is read further back, for one takes several of its lines.
    private int tell() {
        var episodes = desk.home().story(MOST);
        var newest = episodes.subList(Math.max(0, episodes.size() - lines), episodes.size());
        DoctorWords.story(newest, ZoneId.systemDefault()).forEach(desk::say);
        return ExitStatus.REACHED;
    }

    private List<Activity> newest() {
        var keeper = desk.home().connect();
        if (keeper.isEmpty()) {
            return desk.home().activity(lines);
        }
        try (var berth = keeper.get()) {
            return berth.activity(lines);
        }
    }

    private static String line(Activity activity, StatusWords words) {
        return "%s  %-9s  %s (%s)"
                .formatted(
                        words.moment(activity.at()),
                        Plain.line(activity.outcome()),
                        Plain.line(activity.text()),
                        Plain.line(activity.trigger()));
    }

    static void checkCount(int lines) {
        if (lines < 1 || lines > MOST) {
            throw new Expected(
                    "-n expects a number of lines from 1 to %d, such as 50, but was given %d"
                            .formatted(MOST, lines));
        }
    }
}
