package dev.berth.runtime.doctor;

import dev.berth.runtime.Sign;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;

/// Looks at one part. Changes nothing.
interface Check {

    Sign.Part part();

    /// On a thread of its own; past its limit nobody hears it any more.
    ///
    /// @throws IOException what could not be read, in one sentence: a warning
    Sign look(Limit limit) throws IOException;

    /// What is said when it gave no answer in time.
    default Sign silent() {
        return Found.SILENT.of(part());
    }

    /// A check that is a function.
    static Check of(Sign.Part part, Looking looking) {
        return new Check() {
            @Override
            public Sign.Part part() {
                return part;
            }

            @Override
            public Sign look(Limit limit) throws IOException {
                return looking.look(limit);
            }
        };
    }

    /// How one part is looked at.
    @FunctionalInterface
    interface Looking {
        Sign look(Limit limit) throws IOException;
    }
}
