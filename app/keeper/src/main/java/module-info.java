import ch.qos.logback.classic.spi.Configurator;
import dev.berth.app.log.QuietUntilOpened;
import org.jspecify.annotations.NullMarked;

/// The process that stays: it supervises, shows the tray and answers the command line, and never
/// loads JavaFX.
@NullMarked
module dev.berth.app {
    requires static org.jspecify;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires dev.berth.icons;
    requires dev.berth.runtime;
    requires dev.berth.words;
    requires info.picocli;
    requires static java.desktop;
    requires org.freedesktop.dbus;
    requires org.slf4j;

    provides Configurator with
            QuietUntilOpened;

    // The bus calls what is shown to it, and reads the fields of what goes over it.
    opens dev.berth.app.tray.notifier to
            org.freedesktop.dbus;
    // picocli reads and fills the annotated fields of the verbs.
    opens dev.berth.app.verb to
            info.picocli;
}
