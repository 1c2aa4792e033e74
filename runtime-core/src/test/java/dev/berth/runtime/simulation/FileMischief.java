package dev.berth.runtime.simulation;

import dev.berth.runtime.Setting;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.simulation.MachineMischief.ForAWhile;
import java.util.List;

/// What happens to our own files: settings are changed or spoilt, the disk is full, one file cannot
/// be written, secrets are lost or torn, the data is away, notes are lost.
final class FileMischief {
    private static final List<String> FILES =
            List.of(
                    "runtime-state.json",
                    "journal.jsonl",
                    "settings.json",
                    "first-run.json",
                    OpenClaw.TOKEN,
                    OpenClaw.PROVIDER_KEY,
                    "openclaw.json");

    /// Every file that Berth writes; of the lock only its being there counts.
    private static final List<String> WRITTEN =
            List.of(
                    "runtime-state.json",
                    "instance",
                    "journal.jsonl",
                    "settings.json",
                    "first-run.json",
                    OpenClaw.TOKEN,
                    OpenClaw.PROVIDER_KEY,
                    Drafts.KEY,
                    "key-before",
                    "openclaw.json",
                    "data",
                    "secrets");

    private final Simulation simulation;
    private final Chance chance;
    private final ForAWhile forAWhile;
    private long wokenAtLoss = -1;

    FileMischief(Simulation simulation, Chance chance, ForAWhile forAWhile) {
        this.simulation = simulation;
        this.chance = chance;
        this.forAWhile = forAWhile;
    }

    void happen() {
        switch (chance.below(5)) {
            case 0 -> choice();
            case 1 -> disk();
            case 2 -> data();
            case 3 -> secrets();
            default -> {
                var settings = simulation.settings;
                forAWhile.happens(
                        "the settings are spoilt",
                        () -> settings.spoilt = true,
                        () -> settings.spoilt = false);
            }
        }
    }

    private void choice() {
        switch (chance.below(simulation.isApart() ? 8 : 5)) {
            case 0 -> choose(Setting.MEMORY, "", "2048", "4096");
            case 1 -> choose(Setting.PORT, "", "18789", "20000");
            case 2 -> choose(Setting.LEAVE_RUNNING, "true", "false");
            case 3 -> choose(Setting.ENGINE_PROGRAM, "", "/opt/other/podman");
            case 4 -> choose(Setting.THEME, "dark", "light");
            case 5 -> choose(Setting.PLACE, "machine", "native");
            case 6 -> choose(Setting.OTHERS, "ask", "never");
            default -> choose(Setting.OWN_MEMORY, "", "3072", "4096");
        }
    }

    private void choose(Setting setting, String... values) {
        simulation.choose(setting, chance.pick(List.of(values)));
    }

    private void disk() {
        var storage = simulation.storage;
        var file = chance.pick(FILES);
        switch (chance.below(3)) {
            case 0 -> {
                forAWhile.happens("the disk is full", () -> storage.full = true, storage::empty);
                if (chance.oneIn(2)) {
                    fillsAt(chance.pick(WRITTEN));
                }
            }
            case 1 ->
                    forAWhile.happens(
                            file + " is read-only",
                            () -> storage.readOnly = file,
                            () -> storage.readOnly = "");
            default ->
                    forAWhile.happens(
                            file + " is written and said not to be",
                            () -> storage.unsure = file,
                            () -> storage.unsure = "");
        }
    }

    /// It gets full just when this file is written.
    private void fillsAt(String file) {
        simulation.storage.full = false;
        say("not yet, but at " + file, () -> simulation.storage.fillsAt = file);
    }

    private void data() {
        var data = simulation.data;
        if (chance.oneIn(2)) {
            forAWhile.happens("the data is away", () -> data.away = true, () -> data.away = false);
        } else {
            forAWhile.happens(
                    "the data is read-only",
                    () -> data.readOnly = true,
                    () -> data.readOnly = false);
        }
    }

    private void secrets() {
        var name = chance.pick(List.of(OpenClaw.TOKEN, OpenClaw.PROVIDER_KEY));
        if (chance.oneIn(2)) {
            say("the file of " + name + " is lost", () -> simulation.secrets.lose(name));
        } else {
            say("the file of " + name + " is torn", () -> simulation.secrets.tear(name));
        }
    }

    private void say(String what, Runnable change) {
        simulation.trace.say("world", () -> what);
        change.run();
    }

    /// The causes are gone; what is lost stays so.
    void mend() {
        simulation.storage.mend();
        simulation.data.away = false;
        simulation.data.readOnly = false;
        simulation.settings.spoilt = false;
    }

    /// A lost or spoilt file, now and then, while nobody runs. Where nothing is chosen nothing else
    /// tells that there was data, so that is left out; the journal and the state file do not get
    /// lost together, without a life between in which each could tell of the other.
    void betweenLives() {
        int kind = chance.below(40);
        if (!simulation.settings.isChosen() || wokenAtLoss == simulation.woken()) {
            return;
        }
        wokenAtLoss = kind < 4 ? simulation.woken() : wokenAtLoss;
        switch (kind) {
            case 0, 1 -> say("the state file is lost", simulation.stateFile::lose);
            case 2 -> say("the state file is spoilt", simulation.stateFile::spoil);
            case 3 -> say("the journal is lost", simulation.journal::lose);
            case 4 -> say("the file with our id is lost", simulation.stateFile::loseInstance);
            default -> {}
        }
    }
}
