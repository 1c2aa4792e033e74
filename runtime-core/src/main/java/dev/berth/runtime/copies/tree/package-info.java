/// A folder with all that is in it, as bytes and numbers: names that need not be text, what each
/// thing is, and lists of them on the disk that may be as long as they like. Paths come in; values
/// go out.
package dev.berth.runtime.copies.tree;
