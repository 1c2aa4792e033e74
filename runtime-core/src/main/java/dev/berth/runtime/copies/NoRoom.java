package dev.berth.runtime.copies;

import java.io.IOException;

/// Going on would leave too little room on the disk.
public final class NoRoom extends IOException {
    private static final long serialVersionUID = 1L;

    public NoRoom() {
        super("less than 2 GB would be left free on the disk");
    }
}
