package dev.berth.runtime.store;

import dev.berth.runtime.store.Update.Release;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known of the service's program beyond what was chosen.
///
/// @param update another release that is on its way
/// @param pin what the chosen release stands for since an update
/// @param usedBy version of the service that used the data last, such as `2026.9.6`; empty where it
///   is not known
/// @param inVain version of a release that did not come up, so that it is not offered again
/// @param brought ids of what the engine of this computer has of it because Berth brought it there:
///   it was seen not to be there before
public record Program(
        Optional<Update> update,
        Optional<Release> pin,
        Optional<String> usedBy,
        Optional<String> inVain,
        List<String> brought) {
    public Program {
        brought = List.copyOf(brought);
    }

    /// Nothing.
    public static final Program UNKNOWN =
            new Program(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    /// The same without what an update and the use of the data have told.
    public Program withoutUse() {
        return new Program(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), brought);
    }

    /// The same without what was chosen.
    public Program withoutChoice() {
        return new Program(Optional.empty(), Optional.empty(), usedBy, inVain, brought);
    }

    /// The same after Berth brought this one to the engine.
    public Program bringing(String image) {
        return brought.contains(image)
                ? this
                : new Program(
                        update,
                        pin,
                        usedBy,
                        inVain,
                        Stream.concat(brought.stream(), Stream.of(image)).toList());
    }

    /// The same when this one is gone.
    public Program without(String image) {
        return new Program(
                update,
                pin,
                usedBy,
                inVain,
                brought.stream().filter(one -> !one.equals(image)).toList());
    }

    /// The same with this update, or with none.
    public Program with(Optional<Update> other) {
        return new Program(other, pin, usedBy, inVain, brought);
    }

    /// The same with what the chosen release stands for.
    public Program pinned(Release release) {
        return new Program(update, Optional.of(release), usedBy, inVain, brought);
    }

    /// The same after this version used the data.
    public Program usedBy(String version) {
        return new Program(update, pin, Optional.of(version), inVain, brought);
    }

    /// The same after this version did not come up.
    public Program inVain(String version) {
        return new Program(update, pin, usedBy, Optional.of(version), brought);
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
