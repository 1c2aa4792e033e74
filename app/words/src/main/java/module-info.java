import org.jspecify.annotations.NullMarked;

/// What both processes say, in each language.
@NullMarked
module dev.berth.words {
    requires static org.jspecify;
    requires transitive dev.berth.runtime;

    exports dev.berth.words;
}
