package dev.berth.app.signin;

import java.io.IOException;

/// The desktop's list of what starts at sign-in, as far as it is about Berth. May wait for a file.
public interface Autostart {

    /// What the list says.
    Entry entry() throws IOException;

    /// Enters this program, in the place of another entry of Berth's; does nothing where all is so.
    void enter() throws IOException;

    /// Takes the entry away.
    void remove() throws IOException;

    /// What can be found in the list.
    enum Entry {
        NONE,
        ENTERED,
        /// It is there, and the person switched it off with the desktop's own tool.
        SWITCHED_OFF
    }
}
