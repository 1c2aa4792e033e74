import org.jspecify.annotations.NullMarked;

/// Supervises the service. Only the API is exported: an application cannot import how it is done.
@NullMarked
module dev.berth.runtime {
    requires static org.jspecify;
    requires com.github.luben.zstd_jni;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires java.net.http;
    requires jdk.net;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.berth.runtime;
}
