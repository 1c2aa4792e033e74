package dev.berth.window.wizard.course;

import java.util.List;

/// What comes of an event.
///
/// @param state how it is now
/// @param effects what is to be done, in this order
public record Turn(WizardState state, List<Effect> effects) {
    public Turn {
        effects = List.copyOf(effects);
    }

    static Turn of(WizardState state, Effect... effects) {
        return new Turn(state, List.of(effects));
    }
}
