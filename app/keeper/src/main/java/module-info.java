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
    requires dev.berth.runtime;
    requires info.picocli;
    requires org.slf4j;

    provides Configurator with
            QuietUntilOpened;

    // picocli reads and fills the annotated fields of the verbs.
    opens dev.berth.app.verb to
            info.picocli;
}
