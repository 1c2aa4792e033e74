package dev.berth.runtime.copies.tree;

/// What a safety copy keeps. Anything else holds nothing that could be kept.
public enum Kind {
    FILE,
    FOLDER,
    LINK
}
