import org.jspecify.annotations.NullMarked;

/// The process that stays: it supervises, shows the tray and answers the command line, and never
/// loads JavaFX.
@NullMarked
module dev.berth.app {
    requires static org.jspecify;
    requires dev.berth.runtime;
    requires info.picocli;

    // picocli reads and fills the annotated fields of the commands.
    opens dev.berth.app to
            info.picocli;
}
