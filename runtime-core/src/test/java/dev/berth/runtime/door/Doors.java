package dev.berth.runtime.door;

import java.io.IOException;

/// Doors for tests, at a port that is free.
final class Doors {
    private Doors() {}

    static FrontDoor open(Behind behind) throws IOException {
        return new NettyCarpenter().open(0, behind, StillBehind.voice());
    }
}
