/// The icon in the panel and its menu. Whole views come in; what the person chose there, and
/// whether there is such a place at all, goes out. Nothing here knows what the words mean.
package dev.berth.app.tray;
