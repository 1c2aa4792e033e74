package dev.berth.runtime.source;

import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import java.time.Duration;
import java.util.Optional;

/// Unwinds a fetch inside this room; becomes an [EngineFailure] at its border.
class FetchFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean mayPass;
    private final long askedSeconds;

    private FetchFault(Kind kind, String text, boolean mayPass, Optional<Duration> asked) {
        super(text);
        this.kind = kind;
        this.mayPass = mayPass;
        this.askedSeconds = asked.map(Duration::toSeconds).orElse(-1L);
    }

    /// Asking again at once would bring the same.
    static FetchFault lasting(Kind kind, String text) {
        return new FetchFault(kind, text, false, Optional.empty());
    }

    /// Asking again may help.
    static FetchFault passing(Kind kind, String text) {
        return new FetchFault(kind, text, true, Optional.empty());
    }

    /// The other side ended the connection without an answer.
    static final class Broken extends FetchFault {
        private static final long serialVersionUID = 1L;

        private Broken(String text) {
            super(Kind.NETWORK, text, true, Optional.empty());
        }
    }

    /// Only the engine can do this: it knows the person's sign-ins.
    static final class SignIn extends FetchFault {
        private static final long serialVersionUID = 1L;

        SignIn(String text) {
            super(Kind.RELEASE_MISSING, text, false, Optional.empty());
        }
    }

    static FetchFault broken(String text) {
        return new Broken(text);
    }

    /// The source has too much to do.
    ///
    /// @param asked for how long it wants to be left alone, where it said so
    static FetchFault busy(String text, Optional<Duration> asked) {
        return new FetchFault(Kind.SOURCE_BUSY, text, true, asked);
    }

    static FetchFault cancelled() {
        return lasting(Kind.CANCELLED, "cut short");
    }

    Kind kind() {
        return kind;
    }

    boolean mayPass() {
        return mayPass;
    }

    Optional<Duration> asked() {
        return askedSeconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(askedSeconds));
    }

    EngineFailure failure() {
        return new EngineFailure(kind, "fetch", String.valueOf(getMessage()));
    }
}
