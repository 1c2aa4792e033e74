package dev.berth.app.verb;

/// Bad usage that shows only after the arguments were read: says in one line what was expected.
final class Expected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Expected(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
