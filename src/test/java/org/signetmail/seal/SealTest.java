package org.signetmail.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");
    private static final List<String> CONTOSO = List.of("oauth2", "WORLDWIDE", "contoso.com");
    private static final String SECRET = "8Q~canary-secret-ä";

    @TempDir
    Path folder;

    private final List<String> stored = new ArrayList<>();
    private Path keyFile;
    private Seal seal;

    @BeforeEach
    void start() {
        keyFile = folder.resolve("keys").resolve("signet.key");
        seal = restarted();
    }

    private Seal restarted() {
        return SealOnDisk.at(keyFile, () -> List.copyOf(stored), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private String sealAndStore(String secret) throws SealBroken {
        String sealed = seal.seal(secret, CONTOSO);
        stored.add(sealed);
        return sealed;
    }

    @Nested
    class ASealedSecret {
        @Test
        void canBeUnsealedForItsBinding() throws SealBroken {
            assertThat(seal.open(sealAndStore(SECRET), CONTOSO)).isEqualTo(SECRET);
        }

        @Test
        void canBeUnsealedAfterARestart() throws SealBroken {
            String sealed = sealAndStore(SECRET);
            assertThat(restarted().open(sealed, CONTOSO)).isEqualTo(SECRET);
        }

        /** Two nodes share a database and a key file, and both were started before there was a secret. */
        @Test
        void canBeUnsealedOnAnotherNode() throws SealBroken, IOException {
            Seal other = restarted();
            assertThat(other.missingKey()).isEmpty();
            assertThat(other.open(sealAndStore(SECRET), CONTOSO)).isEqualTo(SECRET);

            Files.move(keyFile, keyFile.resolveSibling("lost"));
            other.newKey();
            stored.clear();
            assertThat(other.lookAgain()).isEmpty();
            stored.add(other.seal(SECRET, CONTOSO));
            assertThat(seal.open(stored.get(0), CONTOSO)).as("with its new key").isEqualTo(SECRET);
        }

        @Test
        void cannotBeUnsealedForAnotherBinding() throws SealBroken {
            String sealed = sealAndStore(SECRET);
            for (List<String> other : List.of(
                    List.of("oauth2", "WORLDWIDE", "fabrikam.com"),
                    List.of("oauth2", "WORLDWIDE"),
                    List.of("oauth2", "WORLDWIDE", "contoso.com", ""),
                    List.of("oauth2", "WORLDWIDEcontoso.com"),
                    List.of("oauth2W", "ORLDWIDE", "contoso.com"),
                    List.<String>of())) {
                assertThatThrownBy(() -> seal.open(sealed, other))
                        .as("%s", other)
                        .isInstanceOf(SealBroken.class)
                        .hasMessageNotContaining(SECRET);
            }
        }

        @Test
        void isDifferentEachTime() throws SealBroken {
            assertThat(sealAndStore(SECRET)).isNotEqualTo(sealAndStore(SECRET));
        }

        @Test
        void cannotBeUnsealedIfAnyCharacterIsAltered() throws SealBroken {
            String sealed = sealAndStore(SECRET);
            for (int at = 0; at < sealed.length() - 1; at++) {
                char other = sealed.charAt(at) == '2' ? '3' : '2';
                String altered = sealed.substring(0, at) + other + sealed.substring(at + 1);
                assertThatThrownBy(() -> seal.open(altered, CONTOSO))
                        .as(altered)
                        .isInstanceOf(SealBroken.class);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1", "1...", "1.0011223344556677.!!.!!", "2.0011223344556677.AAAA.AAAA"})
        void isRefusedInAnyOtherFormat(String nonsense) {
            assertThatThrownBy(() -> seal.open(nonsense, CONTOSO)).isInstanceOf(SealBroken.class);
        }
    }

    @Nested
    class TheKeyFile {
        @Test
        void isCreatedWhenTheFirstSecretIsSealed() throws SealBroken {
            assertThat(seal.missingKey()).isEmpty();
            assertThat(keyFile).doesNotExist();
            sealAndStore(SECRET);
            assertThat(keyFile).exists();
        }

        @Test
        void isAccessibleToItsOwnerOnly() throws Exception {
            sealAndStore(SECRET);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile.getParent())))
                    .isEqualTo("rwx------");
            assertThat(filesBeside()).as("no temporary file is left").containsExactly("signet.key");
        }

        @Test
        void isUsedIfItExists() throws Exception {
            sealAndStore(SECRET);
            String text = Files.readString(keyFile);
            stored.clear();
            seal = restarted();
            sealAndStore(SECRET);
            assertThat(Files.readString(keyFile)).isEqualTo(text);
        }

        @Test
        void isNeverOverwrittenIfItIsNotAKey() throws Exception {
            Files.createDirectories(keyFile.getParent());
            Files.writeString(keyFile, "a shopping list");
            assertThatThrownBy(() -> seal.seal(SECRET, CONTOSO))
                    .isInstanceOf(SealBroken.class)
                    .hasMessageContaining("a file that is not a sealing key");
            assertThat(keyFile).hasContent("a shopping list");
        }

        @Test
        void mayHaveWindowsLineEndings() throws Exception {
            String sealed = sealAndStore(SECRET);
            Files.writeString(keyFile, Files.readString(keyFile).replace("\n", "\r\n"));
            assertThat(restarted().open(sealed, CONTOSO)).isEqualTo(SECRET);
        }

        @Test
        void isMissedAtTheNextLookIfItIsDeletedWhileRunning() throws Exception {
            String sealed = sealAndStore(SECRET);
            Files.delete(keyFile);
            assertThat(seal.open(sealed, CONTOSO)).isEqualTo(SECRET);
            assertThat(seal.lookAgain()).isPresent();
        }
    }

    @Nested
    class Locked {
        private String sealed;

        @BeforeEach
        void loseTheKey() throws Exception {
            sealed = sealAndStore(SECRET);
            Files.move(keyFile, folder.resolve("backup"));
            seal = restarted();
        }

        @Test
        void reportsPathReasonAndTime() {
            assertThat(seal.missingKey()).contains(new Seal.MissingKey(keyFile, "no file there", NOON));
        }

        @Test
        void createsNoKeyAndNeitherSealsNorUnseals() {
            assertThatThrownBy(() -> seal.seal(SECRET, CONTOSO)).isInstanceOf(SealBroken.class);
            assertThatThrownBy(() -> seal.open(sealed, CONTOSO)).isInstanceOf(SealBroken.class);
            assertThat(keyFile).doesNotExist();
        }

        @Test
        void unlocksWhenTheKeyIsRestored() throws Exception {
            assertThat(seal.missingKey()).isPresent();
            Files.move(folder.resolve("backup"), keyFile);
            assertThat(seal.missingKey()).isPresent();
            assertThat(seal.lookAgain()).isEmpty();
            assertThat(seal.open(sealed, CONTOSO)).isEqualTo(SECRET);
        }

        @Test
        void reportsADifferentKey() throws Exception {
            Files.writeString(
                    keyFile,
                    SealingKeys.of(SealingKey.random(new SecureRandom())).text());
            assertThat(seal.lookAgain().orElseThrow().found())
                    .startsWith("the key ")
                    .contains("but the secrets are sealed with ");
            assertThatThrownBy(() -> seal.open(sealed, CONTOSO)).isInstanceOf(SealBroken.class);
        }

        @Test
        void reportsAFileThatIsNotAKey() throws Exception {
            Files.write(keyFile, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            assertThat(seal.lookAgain().orElseThrow().found()).isEqualTo("a file that is not a sealing key");
            Files.delete(keyFile);
            Files.createDirectory(keyFile);
            assertThat(seal.lookAgain().orElseThrow().found()).startsWith("something that can’t be read");
        }

        @Test
        void unlocksWithANewKeyAndKeepsTheOldFile() throws Exception {
            Files.writeString(keyFile, "damaged");
            seal.newKey();
            stored.clear();
            assertThat(seal.lookAgain()).isEmpty();
            assertThat(seal.open(seal.seal(SECRET, CONTOSO), CONTOSO)).isEqualTo(SECRET);
            assertThat(filesBeside()).containsExactlyInAnyOrder("signet.key", "signet.key.old-20260312-120000-000");
            assertThat(folder.resolve("keys/signet.key.old-20260312-120000-000"))
                    .hasContent("damaged");
        }
    }

    private List<String> filesBeside() throws IOException {
        try (var files = Files.list(keyFile.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
