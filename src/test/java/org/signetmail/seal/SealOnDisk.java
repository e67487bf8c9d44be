package org.signetmail.seal;

import java.nio.file.Path;
import java.time.Clock;

/** Creates a seal as the server does, with a key file of the test. */
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
