package dev.berth.runtime.copies.tree;

/// One thing as it was copied.
///
/// @param sum SHA-256 of a file's content in hexadecimal digits; empty where there is none, and for
///   a file that is still to be copied
public record Line(Node node, String sum) {}
