package dev.berth.runtime.copies.errand;

/// An errand that could not even be begun.
///
/// @param sentence why
record Refused(String sentence) implements Errand {
    @Override
    public State state() {
        return new State.Failed(sentence);
    }

    @Override
    public void answer(boolean still) {}

    @Override
    public void answerHeld(boolean held) {}

    @Override
    public void cancel() {}
}
