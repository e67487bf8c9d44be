package org.signetmail.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.token.AdjustableClock;

/** Two nodes that share a database and have a key file each. */
class KeyFileOfEachNodeTest {
    private final AdjustableClock clock = new AdjustableClock();
    private static final List<String> CONTOSO = List.of("oauth2", "WORLDWIDE", "contoso.com");
    private static final String SECRET = "8Q~canary-secret-ä";

    @TempDir
    Path folder;

    private final List<String> stored = new ArrayList<>();
    private Path keyFile;
    private Path otherFile;
    private Seal seal;
    private Seal other;

    @BeforeEach
    void startBothWithTheSameKey() throws Exception {
        keyFile = folder.resolve("signet.key");
        otherFile = folder.resolve("other.key");
        seal = SealOnDisk.at(keyFile, () -> List.copyOf(stored), clock);
        stored.add(seal.seal(SECRET, CONTOSO));
        copyTheFile();
        other = SealOnDisk.at(otherFile, () -> List.copyOf(stored), clock);
        assertThat(other.open(stored.get(0), CONTOSO)).isEqualTo(SECRET);
    }

    private void copyTheFile() throws IOException {
        Files.copy(keyFile, otherFile, StandardCopyOption.REPLACE_EXISTING);
    }

    private void sealAllWithTheNewKey() throws SealBroken {
        seal.addKey();
        stored.set(0, seal.sealWithNewest(stored.get(0), CONTOSO));
        seal.retireFormerKeys();
    }

    @Test
    void aNewKeyIsNotUsedBeforeItIsOnBothNodes() throws Exception {
        String before = SealedText.keyIdOf(stored.get(0));
        String added = seal.addKey();
        assertThat(SealedText.keyIdOf(seal.seal(SECRET, CONTOSO))).isEqualTo(before);
        copyTheFile();

        sealAllWithTheNewKey();

        assertThat(other.open(stored.get(0), CONTOSO)).isEqualTo(SECRET);
        assertThat(other.missingKey()).isEmpty();
        assertThat(SealedText.keyIdOf(other.seal(SECRET, CONTOSO)))
                .as("the other node seals with it too")
                .isEqualTo(added);
    }

    @Test
    void theOtherNodeUnlocksItselfOnceItHasTheKey() throws Exception {
        sealAllWithTheNewKey();
        assertThatThrownBy(() -> other.open(stored.get(0), CONTOSO)).isInstanceOf(SealBroken.class);
        assertThat(other.missingKey()).isPresent();

        copyTheFile();
        clock.advance(Duration.ofSeconds(5));

        assertThat(other.missingKey()).isEmpty();
        assertThat(other.open(stored.get(0), CONTOSO)).isEqualTo(SECRET);
    }

    /** The secret would be lost at the next start. */
    @Test
    void nothingIsSealedWithAKeyThatIsOnlyInMemory() throws Exception {
        Files.delete(keyFile);
        assertThatThrownBy(() -> seal.seal(SECRET, CONTOSO)).isInstanceOf(SealBroken.class);
        assertThat(seal.open(stored.get(0), CONTOSO)).as("sending continues").isEqualTo(SECRET);
    }
}
