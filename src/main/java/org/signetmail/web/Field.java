package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.signetmail.settings.MailSettings.Setting;

/**
 * A field of the settings page: its id on the page, and its label as in the article.
 *
 * <p>No id occurs on the sign-in page: browsers and password managers go by ids and names, and would fill the
 * administrator's user name and password in here.
 */
enum Field {
    CUSTOM_SERVER("customServer", Setting.CUSTOM_SERVER),
    TYPE("type", Setting.TYPE),
    CLOUD("cloud", Setting.CLOUD),
    CLIENT_ID("clientId", Setting.CLIENT_ID),
    TENANT_ID("tenantId", Setting.TENANT_ID),
    CLIENT_SECRET("clientSecret", text("setting.clientSecret")),
    CREDENTIAL("credential", Setting.CREDENTIAL),
    SECRET_EXPIRES("secretExpires", Setting.SECRET_EXPIRES),
    ROUTE("route", Setting.ROUTE),
    HOST("host", Setting.HOST),
    PORT("port", Setting.PORT),
    TLS("tls", Setting.TLS),
    USER("relayUser", Setting.USER),
    PASSWORD("relayPassword", text("setting.password")),
    SYSTEM_MAILBOX("systemMailbox", Setting.SYSTEM_MAILBOX),
    USER_SENDER("userSender", Setting.USER_SENDER),
    FURTHER_DOMAINS("furtherDomains", Setting.FURTHER_DOMAINS),
    WARNED("warned", Setting.WARNED),
    TEST_RECIPIENT("testRecipient", text("field.testRecipient"));

    /** The fields for secrets. */
    static final Set<Field> SECRETS = EnumSet.of(CLIENT_SECRET, PASSWORD);

    /** The fields that Test Credentials uses: a result is out of date when one of them changes. */
    static final Set<Field> CREDENTIALS = EnumSet.of(
            TYPE, CLOUD, CLIENT_ID, TENANT_ID, CLIENT_SECRET, CREDENTIAL, ROUTE, HOST, PORT, TLS, USER, PASSWORD);

    /** The fields for a single value that is usually pasted, and never begins and ends with quotes or braces itself. */
    static final Set<Field> PASTED =
            EnumSet.of(CLIENT_ID, TENANT_ID, SECRET_EXPIRES, HOST, PORT, SYSTEM_MAILBOX, TEST_RECIPIENT);

    private final String id;
    private final String label;
    private final Optional<Setting> setting;

    /** A field for a saved setting. */
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

    /** The setting that is saved from this field; empty for secrets and for fields that are not saved. */
    Optional<Setting> setting() {
        return setting;
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }

    /** The end of a sentence: these fields need attention. */
    static String needAttention(Collection<Field> fields) {
        return text("field.needAttention", fields.size(), labels(fields));
    }

    /** The labels of these fields, separated by commas. */
    static String labels(Collection<Field> fields) {
        return fields.stream().map(Field::label).collect(Collectors.joining(", "));
    }
}
