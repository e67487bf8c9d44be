package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Clouds;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.SmtpServer;
import org.signetmail.check.Findings;
import org.signetmail.expiry.ExpiryNotice;
import org.signetmail.expiry.ExpiryNotices;
import org.signetmail.expiry.LearnedEnd;
import org.signetmail.settings.AllowedRelays;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;
import org.signetmail.signin.AdministratorsOnly;

/** The banners at the top of every page: mail fails, the relay is not listed, Basic will end, or the client secret expires soon. */
@Named
@RequestScoped
@AdministratorsOnly
public class BannersView {
    @Inject
    SavedState saved;

    @Inject
    Findings findings;

    @Inject
    ExpiryNotices expiry;

    @Inject
    RelayNotice relay;

    @Inject
    FormState state;

    @Inject
    Clock clock;

    private final RenderedOnce<List<Banner>> banners = new RenderedOnce<>(List.of());

    /**
     * A banner: {@code tone} is warn or bad; {@code action} links to where it is fixed.
     *
     * @param target a place of the settings page, or a page with a place
     * @param acknowledgeable whether it warns of the end of the credential, and that was not acknowledged
     */
    public record Banner(
            String tone, String headline, String text, String action, String target, boolean acknowledgeable) {
        Banner(String tone, String headline, String text, String action, String target) {
            this(tone, headline, text, action, target, false);
        }

        /** Where the action leads to, below the context path. */
        public String address() {
            return target.contains("#") ? target : "settings.xhtml#" + target;
        }
    }

    public List<Banner> getBanners() {
        return banners.get(state, this::due);
    }

    private List<Banner> due() {
        var due = new ArrayList<Banner>();
        failing().ifPresent(due::add);
        relayNotListed().ifPresent(due::add);
        basicEnds().ifPresent(due::add);
        ended().or(() -> expiry.of(saved.settings()).map(this::banner)).ifPresent(due::add);
        return due;
    }

    /** In place of what a typed date says. */
    private Optional<Banner> ended() {
        return LearnedEnd.of(saved.settings(), saved.deliveryStatus())
                .map(end -> new Banner(
                        "bad",
                        text("banner.ended"),
                        text("banner.ended.why", Formats.when(end.refusedAt(), clock.instant())),
                        text("banner.secret.link"),
                        "clientSecretPlace"));
    }

    private Banner banner(ExpiryNotice notice) {
        Optional<String> acknowledgedBy = expiry.acknowledgedBy(saved.settings());
        boolean unknown = notice.daysLeft().isEmpty();
        String secretLink = unknown ? "banner.date.link" : "banner.secret.link";
        String secretPlace = unknown ? "secretExpires-row" : "clientSecretPlace";
        boolean certificate = saved.settings().credentialKind() == CredentialKind.CERTIFICATE;
        return new Banner(
                notice.tone() == ExpiryNotice.Tone.BAD ? "bad" : "warn",
                notice.headline(),
                acknowledgedBy
                        .map(who -> notice.text() + " " + text("warnings.acknowledged", who))
                        .orElse(notice.text()),
                text(certificate ? "banner.certificate.link" : secretLink),
                certificate ? "credentials.xhtml#h-rotate" : secretPlace,
                acknowledgedBy.isEmpty() && expiry.isDue(saved.settings()));
    }

    private Optional<Banner> relayNotListed() {
        return AllowedRelays.relayInUse(saved.settings())
                .filter(server -> relay.isDue(saved.settings()))
                .map(server -> new Banner(
                        "warn",
                        text("banner.mailServer"),
                        text("banner.mailServer.why", shown(server), RelayAllowList.KEY),
                        text("banner.mailServer.link"),
                        "host-row"));
    }

    /** Microsoft's dates of 27 January 2026 for all clouds: techcommunity 4489835. */
    private Optional<Banner> basicEnds() {
        return AllowedRelays.relayInUse(saved.settings())
                .filter(server ->
                        saved.settings().type() == AuthenticationType.BASIC && Clouds.isExchangeOnline(server))
                .map(server -> new Banner(
                        "warn", text("banner.basic"), text("banner.basic.why"), text("banner.basic.link"), "oauth2"));
    }

    private static String shown(SmtpServer server) {
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return host + ":" + server.port();
    }

    private Optional<Banner> failing() {
        MailSettings settings = saved.settings();
        DeliveryStatus deliveryStatus = saved.deliveryStatus();
        if (!settings.customServer() || deliveryStatus.failingSince() == null || deliveryStatus.failure() == null) {
            return Optional.empty();
        }
        String mailbox =
                settings.systemMailbox() == null ? "" : settings.systemMailbox().address();
        String why = findings.explain(deliveryStatus.failure(), FindingContexts.of(settings, mailbox, ""))
                .headline();
        return Optional.of(new Banner(
                "bad",
                text("banner.failing", Formats.when(deliveryStatus.failingSince(), clock.instant())),
                why + ".",
                text("banner.failing.link"),
                "smtp"));
    }
}
