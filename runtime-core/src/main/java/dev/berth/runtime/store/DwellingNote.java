package dev.berth.runtime.store;

import dev.berth.runtime.Place;
import dev.berth.runtime.store.RuntimeState.Dwelling;
import java.util.Optional;

/// A [Dwelling] as a line of text for the journal: what the state file says of it, once more.
public final class DwellingNote {

    private DwellingNote() {}

    /// One line.
    public static String write(Dwelling dwelling) {
        var object = Json.object();
        dwelling.place().ifPresent(place -> object.put("place", place.id()));
        dwelling.machine().ifPresent(machine -> object.set("machine", MachineCodec.write(machine)));
        return Json.line(object);
    }

    /// Empty where it is no such line.
    public static Optional<Dwelling> read(String line) {
        try {
            var in = new Fields(Json.parse(line));
            var machine = in.optionalObject("machine");
            return Optional.of(
                    new Dwelling(
                            in.optionalText("place").flatMap(Place::of),
                            machine.isPresent()
                                    ? Optional.of(MachineCodec.read(machine.get()))
                                    : Optional.empty()));
        } catch (WrongField notOurs) {
            return Optional.empty();
        }
    }
}
