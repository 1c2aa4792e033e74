package dev.berth.window.face;

import dev.berth.runtime.ProblemKind;
import dev.berth.window.link.Act;
import dev.berth.window.page.Place;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the window shows, all of it, in the person's language.
///
/// @param picture the drawing beside the word
/// @param word the state in a word or two
/// @param heading what is the matter, where something is
/// @param sentence one plain sentence
/// @param step how far a way has come, where there is one
/// @param address where the browser finds the assistant, to be read and copied
/// @param notes small print below, in this order
/// @param notice what came of the person's last act, while it is worth a word
/// @param choices what can be done, the main one first; the Enter key takes that one
/// @param busy whether an act is under way, so that no other can be chosen
/// @param details technical lines, folded away
/// @param help where more is told, where something is the matter
public record Face(
        Picture picture,
        String word,
        Optional<String> heading,
        String sentence,
        Optional<Step> step,
        Optional<String> address,
        List<String> notes,
        Optional<String> notice,
        List<Choice> choices,
        boolean busy,
        List<String> details,
        Optional<Help> help) {
    public Face {
        notes = List.copyOf(notes);
        choices = List.copyOf(choices);
        details = List.copyOf(details);
    }

    /// The drawings, told apart without colour.
    public enum Picture {
        READY,
        STARTING,
        NEEDS_ATTENTION,
        PAUSED,
        NOT_SET_UP,
        NOT_RUNNING,
        NO_CONNECTION
    }

    /// How far a way has come.
    ///
    /// @param text which step of how many
    /// @param fraction share of this step that is done, 0 to 1, where it can be told
    public record Step(String text, OptionalDouble fraction) {}

    /// Something to choose.
    ///
    /// @param label with an underscore before the letter that chooses it
    public record Choice(Deed deed, String label) {}

    /// Where more is told.
    ///
    /// @param page of this problem
    public record Help(Optional<ProblemKind> page) {}

    /// What is asked before something is done.
    ///
    /// @param sentence what will happen
    /// @param yes with an underscore before the letter that chooses it
    public record Question(String title, String sentence, String yes) {}

    /// What a choice does.
    public sealed interface Deed {

        /// Sets something going.
        record Press(Act act) implements Deed {}

        /// Leads to another page.
        record Go(Place place) implements Deed {}

        /// Sets something going once the person has said yes.
        record AskFirst(Question question, Act act) implements Deed {}

        /// Leads to the page of a problem.
        record Explain(ProblemKind problem) implements Deed {}

        /// Opens the technical details.
        record Unfold() implements Deed {}
    }

    /// A face with nothing but a word and a sentence.
    static Face of(Picture picture, String word, String sentence) {
        return new Face(
                picture,
                word,
                Optional.empty(),
                sentence,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                false,
                List.of(),
                Optional.empty());
    }

    Face headed(String text) {
        return new Face(
                picture,
                word,
                Optional.of(text),
                sentence,
                step,
                address,
                notes,
                notice,
                choices,
                busy,
                details,
                help);
    }

    Face at(Step reached) {
        return new Face(
                picture,
                word,
                heading,
                sentence,
                Optional.of(reached),
                address,
                notes,
                notice,
                choices,
                busy,
                details,
                help);
    }

    Face answeringAt(Optional<String> place) {
        return new Face(
                picture, word, heading, sentence, step, place, notes, notice, choices, busy,
                details, help);
    }

    Face noting(List<String> lines) {
        return new Face(
                picture, word, heading, sentence, step, address, lines, notice, choices, busy,
                details, help);
    }

    Face offering(List<Choice> some) {
        return new Face(
                picture, word, heading, sentence, step, address, notes, notice, some, busy, details,
                help);
    }

    Face telling(String text, boolean underWay) {
        return new Face(
                picture,
                word,
                heading,
                sentence,
                step,
                address,
                notes,
                Optional.of(text),
                choices,
                underWay,
                details,
                help);
    }

    Face explaining(List<String> lines) {
        return new Face(
                picture, word, heading, sentence, step, address, notes, notice, choices, busy,
                lines, help);
    }

    Face helping(Help where) {
        return new Face(
                picture,
                word,
                heading,
                sentence,
                step,
                address,
                notes,
                notice,
                choices,
                busy,
                details,
                Optional.of(where));
    }
}
