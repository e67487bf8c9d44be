package org.signetmail.web;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of the settings page: its id on the page, and its label in the article's words.
 *
 * <p>No id is one of the sign-in page's: browsers and password managers go by ids and names, and would fill the sign-in here.
 */
enum Field {
    CUSTOM_SERVER("customServer", "Custom SMTP Server"),
    TYPE("type", "Authentication Type"),
    CLOUD("cloud", "Cloud"),
    CLIENT_ID("clientId", "Client ID"),
    TENANT_ID("tenantId", "Tenant ID"),
    CLIENT_SECRET("clientSecret", "Client Secret"),
    SECRET_EXPIRES("secretExpires", "Secret expires"),
    ROUTE("route", "Delivery route"),
    HOST("host", "Host"),
    PORT("port", "Port"),
    TLS("tls", "TLS mode"),
    USER("relayUser", "User"),
    PASSWORD("relayPassword", "Password"),
    SYSTEM_MAILBOX("systemMailbox", "System Generated Email"),
    USER_SENDER("userSender", "User Generated Email"),
    FURTHER_DOMAINS("furtherDomains", "Further domains"),
    WARNED("warned", "Warn these administrators"),
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

    Field(String id, String label) {
        this.id = id;
        this.label = label;
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
