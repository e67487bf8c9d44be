package org.signetmail.account;

import org.signetmail.text.Messages;

/** How an SMTP connection is encrypted. */
public enum TlsMode {
    /** Upgraded by STARTTLS, which is required (RFC 3207), usually port 587. */
    STARTTLS("account.tls.starttls"),
    /** Encrypted from the first byte (RFC 8314), usually port 465. */
    IMPLICIT("account.tls.implicit"),
    /** Not encrypted: only for a relay on the same machine or network. A password is never sent without TLS. */
    NONE("account.tls.none");

    private final String label;

    TlsMode(String label) {
        this.label = Messages.text(label);
    }

    public String label() {
        return label;
    }
}
