package org.signetmail.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several keys at a time: which one seals, and which ones are former. */
class SealingKeysTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");
    private static final List<String> BINDING = List.of("oauth2", "contoso.com");

    private final SealingKey oldest = SealingKey.random(new SecureRandom());
    private final SealingKey middle = SealingKey.random(new SecureRandom());
    private final SealingKey newest = SealingKey.random(new SecureRandom());
    private final SealingKeys keys = new SealingKeys(List.of(oldest, middle, newest));

    @Test
    void everyKeyIsDifferent() {
        assertThat(oldest.key().getEncoded())
                .hasSize(32)
                .isNotEqualTo(new byte[32])
                .isNotEqualTo(middle.key().getEncoded());
        assertThat(keys.ids()).hasSize(3);
    }

    @Test
    void aKeyNeverPrintsItself() {
        String key = Base64.getEncoder().encodeToString(oldest.key().getEncoded());

        assertThat(oldest.line()).contains(key);
        assertThat(oldest).hasToString("SealingKey[" + oldest.id() + "]");
        assertThat(keys.toString())
                .contains(oldest.id(), middle.id(), newest.id())
                .doesNotContain(key);
    }

    @Test
    void aKeyIsFormerIfItIsUnusedAndOlderThanTheNewestInUse() {
        assertThat(keys.formerKeys(Set.of(newest.id()))).containsExactly(oldest, middle);
        assertThat(keys.formerKeys(Set.of(oldest.id(), newest.id()))).containsExactly(middle);
        assertThat(keys.formerKeys(Set.of(middle.id()))).containsExactly(oldest);
        assertThat(keys.formerKeys(Set.of(oldest.id()))).isEmpty();
        assertThat(keys.formerKeys(Set.of())).isEmpty();
        assertThat(keys.without(List.of(oldest, middle)).all()).containsExactly(newest);
    }

    @Test
    void theIdOfAnUnreadableTextIsADescription() {
        assertThat(SealedText.keyIdOf("1.abc.AAAA.AAAA")).isEqualTo("abc");
        assertThat(SealedText.keyIdOf("nonsense")).isNotEmpty().isNotEqualTo("nonsense");
    }

    @Test
    void anEmptySecretHasATagAlone() throws Exception {
        SealedText sealed = SealedText.seal("", BINDING, newest, new SecureRandom());

        assertThat(SealedText.read(sealed.text()).open(BINDING, newest)).isEmpty();
    }

    @Nested
    class InAFile {
        @TempDir
        Path folder;

        private final List<String> stored = new ArrayList<>();
        private Path file;
        private Seal seal;

        @BeforeEach
        void write() throws Exception {
            file = Files.writeString(folder.resolve("signet.key"), keys.text());
            seal = SealOnDisk.at(file, () -> List.copyOf(stored), Clock.fixed(NOON, ZoneOffset.UTC));
        }

        private void store(SealingKey key) {
            stored.add(
                    SealedText.seal("secret", BINDING, key, new SecureRandom()).text());
        }

        @Test
        void theNewestSealsIfNothingIsStored() throws Exception {
            assertThat(SealedText.keyIdOf(seal.seal("secret", BINDING))).isEqualTo(newest.id());
        }

        @Test
        void theNewestInUseSealsUntilAllIsSealedWithANewerOne() throws Exception {
            store(oldest);
            store(middle);

            assertThat(SealedText.keyIdOf(seal.seal("secret", BINDING))).isEqualTo(middle.id());
            assertThat(seal.keys().orElseThrow().inUse()).containsExactlyInAnyOrder(oldest.id(), middle.id());
            assertThat(seal.keys().orElseThrow().waiting()).contains(newest.id());
            assertThat(seal.keys(List.of()).orElseThrow().inUse()).isEmpty();
            assertThat(seal.addKey()).as("the waiting key").isEqualTo(newest.id());
        }

        @Test
        void formerKeysAreMovedToAFileBesideIt() throws Exception {
            store(newest);

            seal.retireFormerKeys();

            assertThat(SealingKeys.read(Files.readString(file)).orElseThrow().all())
                    .containsExactly(newest);
            Path aside = folder.resolve("signet.key.old-20260312-120000-000");
            assertThat(SealingKeys.read(Files.readString(aside)).orElseThrow().all())
                    .containsExactly(oldest, middle);
        }

        @Test
        void nothingIsMovedWhileEveryKeyIsInUse() throws Exception {
            store(oldest);

            seal.retireFormerKeys();

            assertThat(folder)
                    .isDirectoryContaining(only -> only.equals(file))
                    .isDirectoryNotContaining("glob:**.old-*");
        }

        @Test
        void aLockedSealSealsOpensAndAddsNothing() throws Exception {
            store(newest);
            String sealed = stored.get(0);
            assertThat(seal.open(sealed, BINDING)).isEqualTo("secret");
            Files.delete(file);
            assertThat(seal.lookAgain()).isPresent();

            for (var refused : List.<ThrowingCallable>of(
                    () -> seal.open(sealed, BINDING), () -> seal.seal("more", BINDING), () -> seal.addKey())) {
                assertThatThrownBy(refused).isInstanceOf(SealBroken.class).hasMessageStartingWith("Signet is locked");
            }
            assertThat(seal.keys()).isEmpty();
        }

        @Test
        void anExistingFileIsPutAsideForANewKey() throws Exception {
            Files.writeString(file, "no key");
            store(newest);
            assertThat(seal.lookAgain()).isPresent();

            seal.newKey();

            assertThat(folder.resolve("signet.key.old-20260312-120000-000")).hasContent("no key");
            assertThat(SealingKeys.read(Files.readString(file)).orElseThrow().all())
                    .hasSize(1);
        }
    }
}
