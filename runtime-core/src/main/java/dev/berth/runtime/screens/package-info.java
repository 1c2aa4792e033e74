/// The one window of a home. Wishes to see something come in from the tray, a second start or the
/// command line; the window that has announced itself is told, or one is opened.
package dev.berth.runtime.screens;
