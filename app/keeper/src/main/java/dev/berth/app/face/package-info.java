/// What there is to see and to hear of a state. Reports and moments come in; the view of the icon
/// and what is worth telling go out. Pure: no clock, no file, no thread.
package dev.berth.app.face;
