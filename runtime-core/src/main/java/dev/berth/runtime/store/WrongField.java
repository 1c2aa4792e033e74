package dev.berth.runtime.store;

/// A text that is not what its reader expected. Never leaves this room: the reader makes a value or
/// a sentence of it.
final class WrongField extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param expectation continues the sentence "this file …"
    WrongField(String expectation) {
        super(expectation);
    }

    String expectation() {
        return String.valueOf(getMessage());
    }
}
