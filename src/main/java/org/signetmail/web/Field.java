package org.signetmail.web;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.signetmail.settings.MailSettings.Setting;

/**
 * A field of the settings page: its id on the page, and its label in the article's words.
 *
 * <p>No id is one of the sign-in page's: browsers and password managers go by ids and names, and would fill the sign-in here.
 */
enum Field {
    CUSTOM_SERVER("customServer", Setting.CUSTOM_SERVER),
    TYPE("type", Setting.TYPE),
    CLOUD("cloud", Setting.CLOUD),
    CLIENT_ID("clientId", Setting.CLIENT_ID),
    TENANT_ID("tenantId", Setting.TENANT_ID),
    CLIENT_SECRET("clientSecret", "Client Secret"),
    SECRET_EXPIRES("secretExpires", Setting.SECRET_EXPIRES),
    ROUTE("route", Setting.ROUTE),
    HOST("host", Setting.HOST),
    PORT("port", Setting.PORT),
    TLS("tls", Setting.TLS),
    USER("relayUser", Setting.USER),
    PASSWORD("relayPassword", "Password"),
    SYSTEM_MAILBOX("systemMailbox", Setting.SYSTEM_MAILBOX),
    USER_SENDER("userSender", Setting.USER_SENDER),
    FURTHER_DOMAINS("furtherDomains", Setting.FURTHER_DOMAINS),
    WARNED("warned", Setting.WARNED),
    TEST_RECIPIENT("testRecipient", "Send a test to");

    /** Those of a secret. */
    static final Set<Field> SECRETS = EnumSet.of(CLIENT_SECRET, PASSWORD);

    /** What a test of the credentials uses: a result is out of date when one of these changes. */
    static final Set<Field> CREDENTIALS =
            EnumSet.of(TYPE, CLOUD, CLIENT_ID, TENANT_ID, CLIENT_SECRET, ROUTE, HOST, PORT, TLS, USER, PASSWORD);

    /** Each holds one value that is copied from elsewhere, and that never is in quotes or braces itself. */
    static final Set<Field> PASTED =
            EnumSet.of(CLIENT_ID, TENANT_ID, SECRET_EXPIRES, HOST, PORT, SYSTEM_MAILBOX, TEST_RECIPIENT);

    private final String id;
    private final String label;
    private final Optional<Setting> setting;

    /** One that keeps what is saved. */
    Field(String id, Setting setting) {
        this(id, setting.label(), Optional.of(setting));
    }

    Field(String id, String label) {
        this(id, label, Optional.empty());
    }

    Field(String id, String label, Optional<Setting> setting) {
        this.id = id;
        this.label = label;
        this.setting = setting;
    }

    /** What is saved from it; empty for secrets and for what is not saved. */
    Optional<Setting> setting() {
        return setting;
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }

    /** That these fields need attention, as the end of a sentence. */
    static String needAttention(Collection<Field> fields) {
        return labels(fields) + (fields.size() == 1 ? " needs" : " need") + " attention.";
    }

    /** Their labels, with commas between. */
    static String labels(Collection<Field> fields) {
        return fields.stream().map(Field::label).collect(Collectors.joining(", "));
    }
}
