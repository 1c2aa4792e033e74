/// What Berth did, in plain words: lines of the journal come in, days with their acts go out and
/// are shown, newest first.
package dev.berth.window.activity;
