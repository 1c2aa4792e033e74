/// What a page of the window is, and what it has from the window around it. A page is told how
/// things stand and when it is looked at; it asks the keeper, presses acts and leads to other
/// pages. Everything here is used on the JavaFX thread and never waits.
package dev.berth.window.page;
