/// What the window is to show, as values. An outlook comes in, a [dev.berth.window.face.Face] in
/// the person's language goes out. Pure: no JavaFX, no clock, no file but the resource bundle.
package dev.berth.window.face;
