/// The form of a safety copy: how it is written, and how one is read of which nothing is believed.
/// Nodes and bytes come in; a sealed file, or a [BadCopy], goes out.
package dev.berth.runtime.copies.archive;
