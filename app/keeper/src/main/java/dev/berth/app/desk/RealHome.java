package dev.berth.app.desk;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berths;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Home;
import dev.berth.runtime.StatusReport;
import java.util.List;
import java.util.Optional;

/// The home on the disk.
public record RealHome(Home place) implements BerthHome {

    @Override
    public Optional<Berth> connect() {
        return Berths.connect(place);
    }

    @Override
    public Opening supervise() {
        return Berths.supervise(place);
    }

    @Override
    public Opening alone() {
        return Berths.alone(place);
    }

    @Override
    public StatusReport unsupervised() {
        return Berths.unsupervised(place);
    }

    @Override
    public List<String> log(int lines) {
        return Berths.offlineLog(place, lines);
    }

    @Override
    public List<Activity> activity(int last) {
        return Berths.offlineActivity(place, last);
    }
}
