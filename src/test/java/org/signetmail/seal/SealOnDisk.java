package org.signetmail.seal;

import java.nio.file.Path;
import java.time.Clock;

/** A seal as the server would start it, with a key file of the test's own. */
public final class SealOnDisk {
    private SealOnDisk() {}

    public static Seal at(Path keyFile, SealedData sealedData, Clock clock) {
        var seal = new Seal();
        seal.file = new KeyFile(keyFile, false);
        seal.sealedData = sealedData;
        seal.clock = clock;
        return seal;
    }
}
