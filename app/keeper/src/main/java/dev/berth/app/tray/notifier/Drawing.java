package dev.berth.app.tray.notifier;

import java.util.List;

/// A picture as it is offered to a panel.
///
/// @param name of an icon, or a file's absolute path; empty where the pixels are meant
/// @param folder where the named icon lies; empty where there is none
record Drawing(String name, String folder, List<Pixels> pixels) {
    Drawing {
        pixels = List.copyOf(pixels);
    }

    /// @param size of the square
    /// @param argb row by row, four bytes each, most significant first
    @SuppressWarnings("ArrayRecordComponent") // read once, compared by identity only
    record Pixels(int size, byte[] argb) {}
}
