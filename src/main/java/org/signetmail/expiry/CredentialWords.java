package org.signetmail.expiry;

import org.signetmail.account.CredentialKind;
import org.signetmail.text.Messages;

/** What a credential is called in a sentence, and how it is replaced. */
public enum CredentialWords {
    CLIENT_SECRET("expiry.kind.secret", "expiry.replace.secret", "expiry.steps.secret"),
    CERTIFICATE("expiry.kind.certificate", "expiry.replace.certificate", "expiry.steps.certificate"),
    /** Renewed by its platform: never warned about. */
    FEDERATED("expiry.kind.federated", "expiry.replace.secret", "expiry.steps.secret");

    private final String noun;
    private final String replace;
    private final String steps;

    CredentialWords(String noun, String replace, String steps) {
        this.noun = noun;
        this.replace = replace;
        this.steps = steps;
    }

    static CredentialWords of(CredentialKind kind) {
        return switch (kind) {
            case CLIENT_SECRET -> CLIENT_SECRET;
            case CERTIFICATE -> CERTIFICATE;
            case FEDERATED -> FEDERATED;
        };
    }

    /** {@code client secret}. */
    public String noun() {
        return Messages.text(noun);
    }

    /** One sentence on how to replace it. */
    String replace() {
        return Messages.text(replace);
    }

    /** Numbered steps to replace it; the key of a text with the two links of the admin center. */
    String steps(String credentials, String list) {
        return Messages.text(steps, credentials, list);
    }
}
