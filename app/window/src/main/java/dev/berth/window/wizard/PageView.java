package dev.berth.window.wizard;

import dev.berth.window.wizard.course.WizardState;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// One page of the first run, between its heading and its buttons. JavaFX thread only.
interface PageView {

    /// What is shown; always the same one.
    Region view();

    /// The heading.
    String title(WizardState state);

    /// What the page is about, in a sentence.
    String sentence(WizardState state);

    /// Shows this from now on.
    void show(WizardState state);

    /// Where the keyboard begins: the first thing to do.
    ///
    /// @param main the main button
    Node first(WizardState state, Node main);
}
