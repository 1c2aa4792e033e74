package dev.berth.window.page;

/// Makes the pages. JavaFX thread only.
public interface Pages {

    /// The page of that place, in the language of these surroundings.
    Page make(Place place, Surroundings window);
}
