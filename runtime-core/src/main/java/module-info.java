import org.jspecify.annotations.NullMarked;

/// Supervises the service. Only the API is exported: an application cannot import how it is done.
@NullMarked
module dev.berth.runtime {
    requires static org.jspecify;
    requires java.net.http;
    requires jdk.net;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.berth.runtime;
}
