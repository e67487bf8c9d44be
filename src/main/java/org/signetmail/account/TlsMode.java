package org.signetmail.account;

/** How an SMTP connection is encrypted. */
public enum TlsMode {
    /** Upgraded by STARTTLS, which is required (RFC 3207), usually port 587. */
    STARTTLS,
    /** Encrypted from the first byte (RFC 8314), usually port 465. */
    IMPLICIT,
    /** Not encrypted: only for a relay on the same machine or network. A password is never sent without TLS. */
    NONE
}
