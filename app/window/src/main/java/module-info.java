import org.jspecify.annotations.NullMarked;

/// The process that comes and goes: window, wizard and settings, a client of the keeper.
@NullMarked
module dev.berth.window {
    requires static org.jspecify;
    requires atlantafx.base;
    requires dev.berth.icons;
    requires dev.berth.runtime;
    requires dev.berth.words;
    requires javafx.controls;
    requires org.controlsfx.controls;
    requires org.kordamp.ikonli.feather;
    requires org.kordamp.ikonli.javafx;

    // JavaFX makes the Application by reflection.
    opens dev.berth.window to
            javafx.graphics;
}
