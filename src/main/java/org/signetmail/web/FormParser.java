package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Clouds;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Domain;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Invisible;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.TlsMode;
import org.signetmail.account.UserSender;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsChange;

/**
 * Parses the form into a change that can be tested or saved, and an error message for every invalid field.
 *
 * <p>Ignores fields that the page does not show for the chosen type: their saved values stay.
 */
final class FormParser {
    private final SettingsForm form;
    private final MailSettings saved;
    private final Clouds clouds;
    private final TypedSecrets secrets;
    private final Map<Field, String> errors = new LinkedHashMap<>();

    FormParser(SettingsForm form, MailSettings saved, Clouds clouds, TypedSecrets secrets) {
        this.form = form;
        this.saved = saved;
        this.clouds = clouds;
        this.secrets = secrets;
    }

    /** The error message of each invalid field, filled by {@link #change}. */
    Map<Field, String> errors() {
        return errors;
    }

    /** The values of the form as a change of this version; complete only if {@link #errors()} is empty. */
    SettingsChange change(long version) {
        AuthenticationType type = AuthenticationType.valueOf(form.get(Field.TYPE));
        boolean on = form.customServer();
        boolean oauth = on && type == AuthenticationType.OAUTH2;
        boolean relay = on && !oauth;
        boolean basic = on && type == AuthenticationType.BASIC;
        UserSender userSender = UserSender.valueOf(form.get(Field.USER_SENDER));
        var wanted = new MailSettings(
                version,
                on,
                type,
                oauth ? form.get(Field.CLOUD) : saved.cloudId(),
                oauth ? registration() : saved.application(),
                oauth ? CredentialKind.valueOf(form.get(Field.CREDENTIAL)) : saved.credentialKind(),
                null,
                oauth ? expiry() : saved.secretExpiresOn(),
                oauth ? DeliveryRoute.valueOf(form.get(Field.ROUTE)) : saved.route(),
                relay ? relay() : saved.relay(),
                basic ? read(Field.USER, () -> Invisible.refusedIn(requiredText(Field.USER))) : saved.relayUser(),
                null,
                on ? mailbox(Field.SYSTEM_MAILBOX) : saved.systemMailbox(),
                on ? userSender : saved.userSender(),
                on && userSender == UserSender.USER_EMAIL
                        ? listed(
                                Field.FURTHER_DOMAINS,
                                Domain::new,
                                MailSettings.MOST_FURTHER_DOMAINS,
                                "senders.further.most")
                        : saved.furtherDomains(),
                on
                        ? listed(
                                Field.WARNED, FormParser::asciiMailbox, MailSettings.MOST_WARNED, "senders.warned.most")
                        : saved.warned(),
                null,
                null);
        return new SettingsChange(
                wanted,
                oauth && wanted.credentialKind() == CredentialKind.CLIENT_SECRET
                        ? typed(Field.CLIENT_SECRET, secrets.clientSecret(), ClientSecret::typed)
                        : Optional.empty(),
                basic ? typed(Field.PASSWORD, secrets.relayPassword(), RelayPassword::new) : Optional.empty());
    }

    private @Nullable ApplicationRegistration registration() {
        var cloud = clouds.find(form.get(Field.CLOUD));
        if (cloud.isEmpty()) {
            errors.put(Field.CLOUD, text("oauth.cloud.goneError"));
        }
        ClientId client = read(Field.CLIENT_ID, () -> new ClientId(form.get(Field.CLIENT_ID)));
        TenantId tenant = read(Field.TENANT_ID, () -> new TenantId(form.get(Field.TENANT_ID)));
        return cloud.isEmpty() || client == null || tenant == null
                ? null
                : new ApplicationRegistration(cloud.get(), tenant, client);
    }

    private @Nullable Relay relay() {
        SmtpServer server = read(Field.HOST, () -> new SmtpServer(form.get(Field.HOST), port()));
        TlsMode tls = TlsMode.valueOf(form.get(Field.TLS));
        if (tls == TlsMode.NONE && AuthenticationType.valueOf(form.get(Field.TYPE)) == AuthenticationType.BASIC) {
            errors.put(Field.TLS, text("account.relay.noTls"));
        }
        return server == null ? null : new Relay(server, tls);
    }

    private int port() {
        try {
            return new SmtpServer("any", Integer.parseInt(form.get(Field.PORT))).port();
        } catch (NumberFormatException | InvalidInput notAPort) {
            errors.put(Field.PORT, text("relay.port.wrong"));
            return 1;
        }
    }

    private @Nullable LocalDate expiry() {
        if (form.isBlank(Field.SECRET_EXPIRES)) {
            return null;
        }
        return read(
                Field.SECRET_EXPIRES,
                () -> Formats.readDay(form.get(Field.SECRET_EXPIRES))
                        .orElseThrow(
                                () -> InvalidInput.of("oauth.expires.unreadable", form.get(Field.SECRET_EXPIRES))));
    }

    private @Nullable Mailbox mailbox(Field field) {
        return read(field, () -> asciiMailbox(requiredText(field)));
    }

    /**
     * Rejects a non-ASCII local part: every server on the path would have to support it, and Microsoft Graph may send
     * the warnings.
     */
    private static Mailbox asciiMailbox(String typed) {
        var mailbox = new Mailbox(typed);
        if (!mailbox.isAscii()) {
            throw InvalidInput.of("senders.notAscii", mailbox);
        }
        return mailbox;
    }

    /** The distinct entries of a field, separated by line breaks, blanks, commas or semicolons. */
    private <T> List<T> listed(Field field, Function<String, T> reader, int most, String tooMany) {
        var values = new LinkedHashSet<T>();
        for (String pasted : form.get(field).split("(?U)[\\s,;]+", -1)) {
            String entry = PastedText.clean(pasted);
            T value = entry.isEmpty() ? null : read(field, () -> reader.apply(entry));
            if (value != null) {
                values.add(value);
            }
        }
        if (values.size() > most) {
            errors.put(field, text(tooMany, most));
            return List.of();
        }
        return List.copyOf(values);
    }

    private String requiredText(Field field) {
        if (form.isBlank(field)) {
            throw InvalidInput.of("account.input.missing", field.label());
        }
        return form.get(field);
    }

    private <T> Optional<T> typed(Field field, String typed, Function<String, T> secret) {
        return typed.isEmpty() ? Optional.empty() : Optional.ofNullable(read(field, () -> secret.apply(typed)));
    }

    private <T> @Nullable T read(Field field, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (InvalidInput refused) {
            errors.putIfAbsent(field, refused.getMessage());
            return null;
        }
    }
}
