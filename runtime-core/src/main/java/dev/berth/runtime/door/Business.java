package dev.berth.runtime.door;

import io.netty.handler.codec.http.HttpContent;

/// What a client's connection is busy with. Loop thread only.
interface Business {

    /// The head of the request has come; its parts follow.
    void begin();

    /// The next part of the request's body, now owned by this.
    void part(HttpContent part);

    /// All that has come for now has been told.
    void readComplete();

    /// The client takes more again.
    void writable();

    /// The client will say no more, but may still listen.
    void inputClosed();

    /// The client is gone.
    void gone();

    /// The time that was asked for with [Guest#allow] has passed.
    void expired();
}
