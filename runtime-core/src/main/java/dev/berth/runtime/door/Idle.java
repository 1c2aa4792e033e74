package dev.berth.runtime.door;

import io.netty.handler.codec.http.HttpContent;

/// A client's connection between two requests. Loop thread only.
final class Idle implements Business {
    private final Guest guest;

    Idle(Guest guest) {
        this.guest = guest;
    }

    @Override
    public void begin() {}

    @Override
    public void part(HttpContent part) {
        part.release();
    }

    @Override
    public void readComplete() {
        guest.read();
    }

    @Override
    public void writable() {}

    @Override
    public void inputClosed() {
        guest.close();
    }

    @Override
    public void gone() {}

    @Override
    public void expired() {
        guest.close();
    }
}
