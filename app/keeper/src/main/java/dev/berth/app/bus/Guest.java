package dev.berth.app.bus;

/// Who lives by the bus. Both are called on the bus's owner thread, one after the other.
public interface Guest {

    /// There is a bus.
    void met(Bus bus) throws BusException;

    /// It is gone; what was heard and shown there went with it.
    void lost();
}
