/// How a face looks. Faces come in, nodes change; what the person presses goes out as an act. The
/// one place that hands values to the JavaFX thread is here, and nothing decides anything.
package dev.berth.window.scene;
