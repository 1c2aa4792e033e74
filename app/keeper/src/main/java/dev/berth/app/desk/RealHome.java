package dev.berth.app.desk;

import dev.berth.app.face.KeeperWords;
import dev.berth.app.face.WaitingVoice;
import dev.berth.runtime.Activity;
import dev.berth.runtime.Belongings;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berths;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Copies;
import dev.berth.runtime.Doctor;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Home;
import dev.berth.runtime.StatusReport;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The home on the disk.
///
/// @param program how another process of this program is started
public record RealHome(Home place, List<String> program) implements BerthHome {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @Override
    public boolean isAdministrators() {
        return System.getProperty("user.name", "").equals("root");
    }

    @Override
    public boolean mayBeKept() {
        return Stream.of("berth.sock", "berth.sock.path")
                .map(place.run()::resolve)
                .anyMatch(Files::exists);
    }

    @Override
    public boolean awaitDisk(Duration atMost) throws InterruptedException {
        return new LateDisk(place, BETWEEN_LOOKS).came(atMost);
    }

    @Override
    public Optional<Berth> connect() {
        return Berths.connect(place);
    }

    @Override
    public Opening supervise() {
        var voice =
                new WaitingVoice(chosen ->
                        KeeperWords.in(
                                chosen,
                                Locale.getDefault(Locale.Category.DISPLAY),
                                ZoneId.systemDefault()));
        var opening = Berths.supervise(place, voice, program);
        if (opening instanceof Opening.Supervising(var keeper)) {
            keeper.watchSettings(settings -> voice.speak(settings.look().language()));
        }
        return opening;
    }

    @Override
    public Opening alone() {
        return Berths.alone(place, program);
    }

    @Override
    public StatusReport unsupervised() {
        return Berths.unsupervised(place);
    }

    @Override
    public Choices choices() {
        return Berths.unsupervisedChoices(place);
    }

    @Override
    public Copies copies() {
        return Berths.copies(place);
    }

    @Override
    public Belongings belongings() {
        return Berths.belongings(place);
    }

    @Override
    public Optional<Boolean> carryOut(List<String> arguments, Optional<String> release) {
        return Berths.carryOut(place, arguments, release, System.in, System.out);
    }

    @Override
    public List<String> log(int lines) {
        return Berths.offlineLog(place, lines);
    }

    @Override
    public List<Episode> story(int lines) {
        return Berths.story(place, lines);
    }

    @Override
    public Doctor doctor() {
        return Berths.doctor(place);
    }

    @Override
    public List<Activity> activity(int last) {
        return Berths.offlineActivity(place, last);
    }
}
