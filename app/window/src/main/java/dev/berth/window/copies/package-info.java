/// The page of safety copies: the list, and what can be done with one. It is told how the keeper's
/// work goes on; what needs no keeper it has done on a [Shelf], which never makes the JavaFX thread
/// wait.
package dev.berth.window.copies;
