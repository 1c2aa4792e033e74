package dev.berth.runtime.store;

import dev.berth.runtime.store.Update.Release;
import java.util.Optional;

/// What is known of the service's program beyond what was chosen.
///
/// @param update another release that is on its way
/// @param pin what the chosen release stands for since an update
/// @param usedBy version of the service that used the data last, such as `2026.9.6`; empty where it
///   is not known
public record Program(Optional<Update> update, Optional<Release> pin, Optional<String> usedBy) {

    /// Nothing.
    public static final Program UNKNOWN =
            new Program(Optional.empty(), Optional.empty(), Optional.empty());

    /// The same with this update, or with none.
    public Program with(Optional<Update> other) {
        return new Program(other, pin, usedBy);
    }

    /// The same with what the chosen release stands for.
    public Program pinned(Release release) {
        return new Program(update, Optional.of(release), usedBy);
    }

    /// The same after this version used the data.
    public Program usedBy(String version) {
        return new Program(update, pin, Optional.of(version));
    }

    /// Under which id the engine has what this name stands for, where that is pinned.
    public Optional<String> image(String reference) {
        return pin.filter(release -> release.reference().equals(reference)).flatMap(Release::image);
    }

    /// The update whose release is here already.
    public Optional<Update.Here> here() {
        return update.flatMap(
                one -> one instanceof Update.Here here ? Optional.of(here) : Optional.empty());
    }
}
