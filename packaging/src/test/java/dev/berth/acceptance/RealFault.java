package dev.berth.acceptance;

import java.util.Set;

/// One row of the matrix of real faults: what is done to a home that is Ready, and how that ends.
///
/// @param size whether `./dev test` has the time for it
/// @param worst whether it is done to the real gateway too
record RealFault(String name, Size size, boolean worst, Act how, End end) {

    enum Size {
        QUICK,
        LONG
    }

    /// Something that is done to the home, or for it.
    interface Act {
        void on(Ordeal home) throws Exception;
    }

    /// The final state that must be reached, whose cause is taken away where Berth cannot.
    sealed interface End {
        record Ready() implements End {}

        /// A problem, whose cause only a person can take away.
        ///
        /// @param codes of which one must be shown
        /// @param cure after which it must be Ready
        record Problem(Set<String> codes, Act cure) implements End {}
    }

    static RealFault quick(String name, Act how) {
        return new RealFault(name, Size.QUICK, false, how, new End.Ready());
    }

    static RealFault longer(String name, Act how) {
        return new RealFault(name, Size.LONG, false, how, new End.Ready());
    }

    RealFault endsIn(String code, Act cure) {
        return new RealFault(name, size, worst, how, new End.Problem(Set.of(code), cure));
    }

    RealFault alsoWithTheRealGateway() {
        return new RealFault(name, size, true, how, end);
    }

    @Override
    public String toString() {
        return name;
    }
}
