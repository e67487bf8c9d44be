package org.signetmail.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.journey.AdministratorAtWork;
import org.signetmail.journey.Canaries;
import org.signetmail.journey.NextCredential;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** Other applications beside Signet: the same WAR under three names, of which two are listed. */
abstract class ApplicationsInContainer extends SignetInContainer {
    /** For the system and for users; it waits until its mail is sent. */
    static final String NEWSPAPER = "newspaper";

    /** For the system alone, by the outbox; it looks the session up for each mail. */
    static final String BOOKSHOP = "bookshop";

    /** On no list. */
    static final String STRANGER = "stranger";

    private static final List<String> LISTS = List.of(
            "-Dsignet.applications.system=newspaper,bookshop",
            "-Dsignet.applications.user=newspaper",
            "-Dsignet.applications.send.newspaper=now");
    private static final int AT_ONCE = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean settled;

    ApplicationsInContainer(String container) {
        super(container, LISTS);
    }

    @Deployment(name = NEWSPAPER + ".war", managed = false, testable = false)
    static WebArchive newspaper() {
        return neighbour(NEWSPAPER).addClass(InjectedSession.class);
    }

    @Deployment(name = BOOKSHOP + ".war", managed = false, testable = false)
    static WebArchive bookshop() {
        return neighbour(BOOKSHOP);
    }

    @Deployment(name = STRANGER + ".war", managed = false, testable = false)
    static WebArchive stranger() {
        return neighbour(STRANGER).addClass(InjectedSession.class);
    }

    static List<WebArchive> neighbours() {
        return List.of(newspaper(), bookshop(), stranger());
    }

    private static WebArchive neighbour(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(SampleApplication.class, ReachableTexts.class);
    }

    @BeforeEach
    void settle() {
        if (!settled) {
            settled = true;
            save("SMTP");
        }
    }

    private void save(String route) {
        AdministratorAtWork administrator = administrator();
        administrator.typeContoso(route);
        administrator.save();
    }

    String ask(String application, String task, String from) {
        return asked(application, task, from).join();
    }

    CompletableFuture<String> asked(String application, String task, String from) {
        var request = HttpRequest.newBuilder(server().resolve("/" + application + "/" + task + "?from=" + from))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    private StoredMail arrived() {
        return tenant().mailboxes().awaitInbox(Contoso.GUEST, mail -> true, ARRIVES_WITHIN);
    }

    private void nothingArrived() {
        assertThat(tenant().mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "newspaper, injected, ceo@fabrikam.com, notifications@contoso.example",
        "newspaper, system, first.user@contoso.example, notifications@contoso.example",
        "newspaper, user, first.user@contoso.example, first.user@contoso.example",
        "newspaper, user, ceo@fabrikam.com, notifications@contoso.example",
        "bookshop, system, first.user@contoso.example, notifications@contoso.example",
        "newspaper, smtp, first.user@contoso.example, notifications@contoso.example",
        "newspaper, smtps, ceo@fabrikam.com, notifications@contoso.example",
        "newspaper, smtp-user, first.user@contoso.example, first.user@contoso.example",
        "newspaper, smtp-user, ceo@fabrikam.com, notifications@contoso.example"
    })
    void anotherApplicationsMailFollowsTheSenderRule(String application, String task, String from, String leaves) {
        assertThat(ask(application, task, from)).isEqualTo("sent");

        assertThat(arrived().author()).isEqualTo(leaves);
        assertThat(arrived().text().strip()).isEqualTo("All the news.");
        assertThat(arrived().header("Message-ID").orElseThrow()).endsWith("@contoso.example>");
        assertThat(tenant().mailboxes().sent(leaves)).hasSize(1);
    }

    /** Whoever may not send may know it: it is in every message. */
    @ParameterizedTest
    @ValueSource(strings = {NEWSPAPER, STRANGER})
    void mailFromIsTheSystemMailbox(String application) {
        assertThat(ask(application, "mail-from", "")).isEqualTo(Contoso.NOTIFICATIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "stranger, injected, signet.applications.system",
        "stranger, system, signet.applications.system",
        "stranger, user, signet.applications.user",
        "stranger, smtp, signet.applications.system",
        "stranger, smtps, signet.applications.system",
        "stranger, smtp-user, signet.applications.user",
        "bookshop, smtp-user, signet.applications.user",
        "bookshop, user, signet.applications.user"
    })
    void whoIsNotListedForASenderIsRefused(String application, String task, String key) {
        assertThat(ask(application, task, Contoso.FIRST_USER))
                .isEqualTo("SendFailedException: Not sent: the application " + application + " is not listed in " + key
                        + ". An operator of the server may add it.");
        nothingArrived();
    }

    @ParameterizedTest
    @ValueSource(strings = {NEWSPAPER, STRANGER})
    void noSecretAndNoTokenIsFound(String application) {
        assertThat(ask(NEWSPAPER, "system", Contoso.FIRST_USER)).isEqualTo("sent");

        String found = ask(application, "search", "");

        assertThat(found).contains("mail.signet.class", "org.signetmail.jndi.SignetTransport");
        assertThat(new Canaries(List.of(Contoso.CLIENT_SECRET)).in(found)).isEmpty();
        assertThat(Canaries.tokensIn(found)).isEmpty();
        assertThat(found).doesNotContain(Contoso.CLIENT_ID, Contoso.TENANT_ID);
    }

    @Test
    void whatOneDoesToTheSessionChangesNothingForTheOthers() {
        assertThat(ask(STRANGER, "tamper", "")).isEqualTo("property protocol host signet smtp smtps");

        for (String task : List.of("injected", "smtp", "smtps")) {
            assertThat(ask(NEWSPAPER, task, Contoso.FIRST_USER)).isEqualTo("sent");
        }

        assertThat(tenant().mailboxes().inbox(Contoso.GUEST))
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS));
    }

    @ParameterizedTest
    @ValueSource(strings = {NEWSPAPER, STRANGER})
    void signetsWayOutServesNoOtherSession(String application) {
        assertThat(ask(application, "detour", Contoso.FIRST_USER))
                .startsWith("SendFailedException: Signet did not make this mail session.");
        nothingArrived();
    }

    @Test
    void nobodyTakesAnothersName() {
        assertThat(ask(STRANGER, "rename", "")).isEqualTo("stranger could not be renamed");
    }

    /** Payara knows it by the thread that began it, WildFly does not know it at all. */
    @Test
    void aThreadOfItsOwnGivesNobodyAWay() {
        assertThat(ask(STRANGER, "outside-of-the-server", Contoso.FIRST_USER)).contains("SendFailedException");
        nothingArrived();
    }

    @Test
    void aMailIsNoPartOfTheCallersTransaction() {
        assertThat(ask(NEWSPAPER, "in-a-transaction", Contoso.FIRST_USER)).isEqualTo("sent");

        assertThat(arrived().author()).isEqualTo(Contoso.NOTIFICATIONS);
    }

    /** By Graph, which takes as many a minute as there are. */
    @Test
    void manyAtOnceGoOut() {
        save("Microsoft Graph");

        var answers = Stream.generate(() -> asked(NEWSPAPER, "user", Contoso.FIRST_USER))
                .limit(AT_ONCE)
                .toList();

        assertThat(answers).extracting(CompletableFuture::join).containsOnly("sent");
        assertThat(tenant().mailboxes().sent(Contoso.FIRST_USER)).hasSize(AT_ONCE);
    }

    /** In a thread and a context of that application, which does not wait for the announcement. */
    @Test
    void aSwitchThatAnothersMessageCausedIsAnnouncedAtOnce() {
        AdministratorAtWork administrator = administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.typeClientSecret(Contoso.EXPIRED_SECRET);
        administrator.type("warned", Contoso.SHARED);
        administrator.save();
        var credentials = new NextCredential(administrator, site);
        credentials.add(Contoso.NEW_SECRET);

        assertThat(ask(NEWSPAPER, "system", Contoso.FIRST_USER)).isEqualTo("sent");

        assertThat(tenant().mailboxes()
                        .awaitInbox(Contoso.SHARED, mail -> mail.subject().contains("next credential"), ARRIVES_WITHIN)
                        .text())
                .contains("AADSTS7000222");
        credentials.await("AADSTS7000222"); // Of the former one: a use is recorded in the background.
        save("SMTP");
    }

    String answer(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(server().resolve("/" + path)).build();
        return http.sendAsync(request, BodyHandlers.ofString()).join().body();
    }
}
