package dev.berth.runtime.provision;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads how far apt is from the lines of its `APT::Status-Fd`: `dlstatus:N:PERCENT:…` while it
/// fetches, `pmstatus:PACKAGE:PERCENT:…` while it installs. Owner thread only.
final class AptProgress {
    private static final Pattern STATUS =
            Pattern.compile("(dlstatus|pmstatus):[^:]*:(\\d{1,3}(?:\\.\\d+)?):.*");
    private static final double HALF = 0.5;

    private double share = -1;

    /// Takes a line in.
    ///
    /// @return the share done, 0 to 1, never less than before; empty where it is none of these
    OptionalDouble read(String line) {
        var status = STATUS.matcher(line);
        if (!status.matches()) {
            return OptionalDouble.empty();
        }
        double part = Math.min(100, Double.parseDouble(status.group(2))) / 100;
        double now = status.group(1).equals("dlstatus") ? part * HALF : HALF + part * HALF;
        share = Math.max(share, now);
        return OptionalDouble.of(share);
    }

    /// Whether a line is only told for this, and no word for people.
    static boolean isStatus(String line) {
        return STATUS.matcher(line).matches()
                || line.startsWith("pmerror:")
                || line.startsWith("pmconffile:")
                || line.startsWith("media-change:");
    }
}
