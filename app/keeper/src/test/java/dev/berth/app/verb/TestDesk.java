package dev.berth.app.verb;

import dev.berth.app.desk.BerthHome;
import dev.berth.app.desk.Browser;
import dev.berth.app.desk.Desk;
import dev.berth.app.desk.EndOfProcess;
import dev.berth.app.desk.KeeperStart;
import dev.berth.app.desk.Terminal;
import dev.berth.app.desktop.ScriptedDesktop;
import dev.berth.app.program.Program;
import dev.berth.runtime.Activity;
import dev.berth.runtime.Belonging;
import dev.berth.runtime.Belongings;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berths;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Copies;
import dev.berth.runtime.Doctor;
import dev.berth.runtime.Episode;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Home;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A desk on which a test lays what the verb shall find.
final class TestDesk implements BerthHome, Terminal, Browser, KeeperStart, EndOfProcess, Program {
    final Home home;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final List<String> logs = new ArrayList<>();
    final BlockingQueue<EndOfProcess.Last> lastActs = new LinkedBlockingQueue<>();
    final List<String> questions = new ArrayList<>();
    final Deque<String> answers = new ArrayDeque<>();
    boolean disk = true;
    Optional<ScriptedKeeper> keeper = Optional.empty();
    Optional<ScriptedKeeper> keeperOnceStarted = Optional.empty();
    Optional<String> noAnswer = Optional.empty();
    Opening opening = new Opening.Refused("not laid out");
    final ScriptedChoices unsupervisedChoices = new ScriptedChoices();
    Status unsupervised = ScriptedKeeper.NOT_RUNNING;
    List<String> keptLog = List.of();
    List<Activity> keptActivity = List.of();
    List<Episode> keptStory = List.of();
    List<Belonging> belongings = List.of();
    List<Belonging> remains = List.of();
    final ScriptedDoctor doctor = new ScriptedDoctor();
    Optional<String> input = Optional.empty();
    Optional<Copies> shelf = Optional.empty();
    Browser browser = _ -> false;
    final ScriptedDesktop desktop = new ScriptedDesktop();
    boolean somebodyThere;
    int started;
    int looksUntilUp = 3;
    boolean diesAtOnce;
    boolean administrator;
    final BlockingQueue<Runnable> whenReplaced = new LinkedBlockingQueue<>();

    TestDesk(Path root) {
        home = Home.under(root);
    }

    /// Runs the command line as `berth ARGUMENTS…` would.
    int berth(String... arguments) {
        var desk =
                new Desk(
                        this,
                        this,
                        this,
                        this,
                        this,
                        desktop,
                        this,
                        logs::add,
                        new PrintWriter(out),
                        new PrintWriter(err));
        return Verbs.execute(desk, arguments);
    }

    List<String> said() {
        return out.toString().lines().toList();
    }

    List<String> complained() {
        return err.toString().lines().toList();
    }

    @Override
    public Watch whenReplaced(Runnable act) {
        whenReplaced.add(act);
        return () -> whenReplaced.remove(act);
    }

    @Override
    public Home place() {
        return home;
    }

    @Override
    public boolean isAdministrators() {
        return administrator;
    }

    @Override
    public boolean mayBeKept() {
        return true;
    }

    @Override
    public boolean awaitDisk(Duration atMost) {
        return disk;
    }

    @Override
    public Optional<Berth> connect() {
        if (noAnswer.isPresent()) {
            throw new LostContact(noAnswer.get());
        }
        if (started > 0 && looksUntilUp-- <= 0) {
            return keeperOnceStarted.map(Berth.class::cast);
        }
        return keeper.map(Berth.class::cast);
    }

    @Override
    public Opening supervise() {
        return opening;
    }

    @Override
    public Opening alone() {
        return opening;
    }

    @Override
    public StatusReport unsupervised() {
        return StatusReport.unsupervised(unsupervised, Instant.parse("2026-11-20T22:15:04.120Z"));
    }

    @Override
    public Choices choices() {
        return unsupervisedChoices;
    }

    @Override
    public Belongings belongings() {
        return new Belongings() {
            @Override
            public List<Belonging> all(Duration atMost) {
                return belongings;
            }

            @Override
            public List<Belonging> remaining(
                    List<Belonging> before, EraseScope scope, Duration atMost) {
                return remains;
            }
        };
    }

    @Override
    public Copies copies() {
        return shelf.orElseGet(() -> Berths.copies(home));
    }

    @Override
    public Optional<Boolean> carryOut(List<String> arguments, Optional<String> release) {
        return Optional.empty();
    }

    @Override
    public List<String> log(int lines) {
        return keptLog;
    }

    @Override
    public List<Activity> activity(int last) {
        return keptActivity;
    }

    @Override
    public List<Episode> story(int lines) {
        return keptStory;
    }

    @Override
    public Doctor doctor() {
        return doctor;
    }

    @Override
    public boolean present() {
        return somebodyThere;
    }

    @Override
    public Optional<String> ask(String question) {
        questions.add(question);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<String> askHidden(String question) {
        return ask("(hidden) " + question);
    }

    @Override
    public Optional<String> firstLineOfInput(int atMost) {
        return input;
    }

    @Override
    public boolean show(Path page) {
        return browser.show(page);
    }

    @Override
    public Child start() {
        started++;
        return new Child() {
            @Override
            public boolean ended() {
                return diesAtOnce;
            }

            @Override
            public void awaitNews(Duration atMost) {
                // There is no more of it.
            }

            @Override
            public void close() {
                // Nothing was opened.
            }

            @Override
            public Path output() {
                return home.logs().resolve("keeper-output.log");
            }

            @Override
            public String said() {
                try {
                    return Files.readString(output());
                } catch (IOException nothingThere) {
                    return "";
                }
            }
        };
    }

    @Override
    public Registration before(Last last) {
        lastActs.add(last);
        return () -> lastActs.remove(last);
    }
}
