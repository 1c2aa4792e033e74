package dev.berth.runtime.supervisor;

import dev.berth.runtime.UpdateTrouble;
import dev.berth.runtime.copies.errand.CopyDesk;
import dev.berth.runtime.service.ReleaseVersion;
import dev.berth.runtime.store.RuntimeState;
import java.util.Optional;

/// Whether another release may be used with the data that is there.
final class Updates {
    private final CopyDesk copies;

    Updates(CopyDesk copies) {
        this.copies = copies;
    }

    /// Why this release may not be used, for people; empty where it may, or where nothing tells how
    /// old it is.
    ///
    /// @param reference its name
    /// @param now the release that is used, by its name
    /// @param bring id of the safety copy whose data it shall begin with
    Optional<String> refusal(
            String reference, Optional<String> now, RuntimeState state, Optional<String> bring) {
        var wanted = ReleaseVersion.named(reference);
        var used =
                state.program()
                        .usedBy()
                        .flatMap(ReleaseVersion::of)
                        .or(() -> now.flatMap(ReleaseVersion::named));
        if (bring.isPresent()) {
            return wanted.isEmpty() || isFor(bring.get(), wanted.get())
                    ? Optional.empty()
                    : Optional.of(
                            UpdateTrouble.COPY_TOO_NEW.with(bring.get(), wanted.get().text()));
        }
        return wanted.isPresent() && used.filter(one -> one.isNewerThan(wanted.get())).isPresent()
                ? Optional.of(olderThanData(wanted.get(), used.get()))
                : Optional.empty();
    }

    private boolean isFor(String copy, ReleaseVersion wanted) {
        return copies.release(copy)
                .flatMap(Updates::version)
                .filter(version -> !version.isNewerThan(wanted))
                .isPresent();
    }

    private String olderThanData(ReleaseVersion wanted, ReleaseVersion used) {
        var fitting =
                copies.newest(release ->
                        version(release).filter(one -> !one.isNewerThan(wanted)).isPresent());
        return fitting.map(id -> UpdateTrouble.OLDER_WITH_COPY.with(used.text(), wanted.text(), id))
                .orElseGet(() -> UpdateTrouble.OLDER.with(used.text(), wanted.text()));
    }

    /// A copy says the service's own version, or the name that was chosen.
    private static Optional<ReleaseVersion> version(String release) {
        return ReleaseVersion.of(release).or(() -> ReleaseVersion.named(release));
    }
}
