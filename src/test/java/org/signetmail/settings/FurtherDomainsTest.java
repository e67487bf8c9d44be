package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.listing;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.Domain;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;

@OnEveryDatabase
class FurtherDomainsTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00.123Z");

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private SettingsStore store;

    @BeforeEach
    void start() {
        disk = StoreOnDisk.open(storage, folder, Clock.fixed(NOON, ZoneOffset.UTC));
        store = disk.settings();
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    @Test
    void theMaximumNumberOfDomainsFits() throws Exception {
        String rest = ("." + "a".repeat(60)).repeat(3) + "." + "b".repeat(55) + ".de";
        List<Domain> most = IntStream.range(0, MailSettings.MOST_FURTHER_DOMAINS)
                .mapToObj(number -> new Domain("d" + (1_000_000_000L + number) + rest))
                .toList();
        assertThat(most).allSatisfy(domain -> assertThat(domain.name()).hasSize(253));

        store.save(typed(listing(most, contoso(0))), "admin");
        stop();
        start();

        assertThat(store.load().furtherDomains()).isEqualTo(most);
        assertThat(store.active().furtherDomains()).isEqualTo(most);
        assertThat(store.snapshot(1).changes().get(0).what()).contains("and 95 more added, none removed");
        List<Domain> more = Stream.concat(most.stream(), Stream.of(new Domain("contoso.de")))
                .toList();
        assertThatThrownBy(() -> listing(more, contoso(1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("At most 100 further domains can be listed.");
    }

    @Test
    void aDomainIsListedOnceAndSavedWithoutRetypingSecrets() throws Exception {
        store.save(typed(listing(List.of(), contoso(0))), "admin");

        List<Domain> twice = List.of(new Domain("contoso.de"), new Domain("CONTOSO.de"));
        MailSettings saved = store.save(blank(listing(twice, contoso(1))), "admin");

        assertThat(saved.furtherDomains()).containsExactly(new Domain("contoso.de"));
        assertThat(store.snapshot(1).changes().get(0).what()).isEqualTo("Further domains: none → contoso.de");
        assertThat(store.account())
                .isInstanceOfSatisfying(
                        MailAccount.Microsoft365.class,
                        account ->
                                assertThat(account.credentials().credential()).isEqualTo(SECRET));
    }

    /** The status of the credentials and of messages from the system mailbox stays valid. */
    @Test
    void aChangeKeepsTheDeliveryStatus() throws Exception {
        store.save(typed(contoso(0)), "admin");
        store.credentialsPassed(NOON);
        store.mailAccepted(NOON);
        DeliveryStatus before = store.status();

        store.save(blank(listing(List.of(new Domain("contoso.it")), contoso(1))), "admin");

        assertThat(store.status()).isEqualTo(before);
    }
}
