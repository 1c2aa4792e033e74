package dev.berth.runtime.copies.errand;

import dev.berth.runtime.copies.CopyId;
import dev.berth.runtime.copies.Reason;
import java.util.List;
import java.util.Optional;

/// What is to be done.
public sealed interface Order {

    /// In place of a copy's name: nothing has changed since the last one, or there is nothing to
    /// copy before a restore.
    String NOT_NEEDED = "none";

    /// Make a copy.
    record Make(Reason reason) implements Order {}

    /// Extract a copy beside the data, then copy the data as it is now, while the service is
    /// stopped; of data that is proven absent there is no copy.
    record Restore(CopyId copy) implements Order {}

    /// As arguments of the verb that does it.
    default List<String> arguments() {
        return switch (this) {
            case Make(var reason) -> List.of("make", reason.id());
            case Restore(var copy) -> List.of("restore", copy.text());
        };
    }

    /// Reads these arguments.
    static Optional<Order> of(List<String> arguments) {
        if (arguments.size() != 2) {
            return Optional.empty();
        }
        return switch (arguments.getFirst()) {
            case "make" -> Reason.of(arguments.getLast()).map(Make::new);
            case "restore" -> CopyId.parse(arguments.getLast()).map(Restore::new);
            default -> Optional.empty();
        };
    }
}
