package org.signetmail.practice;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.util.HexFormat;

/** Which certificate a JOSE header names. */
record AssertionHeader(JWSHeader header) {

    boolean namesOne() {
        return thumbprint256() != null || thumbprint1() != null || header.getKeyID() != null;
    }

    boolean names(ApplicationKeys.Certificate certificate) {
        if (thumbprint256() != null) {
            return thumbprint256().equals(Base64URL.encode(certificate.sha256()));
        }
        if (thumbprint1() != null) {
            return thumbprint1().equals(Base64URL.encode(certificate.sha1()));
        }
        String id = header.getKeyID();
        return id != null
                && (id.equalsIgnoreCase(HexFormat.of().formatHex(certificate.sha1()))
                        || id.equals(Base64URL.encode(certificate.sha1()).toString()));
    }

    private Base64URL thumbprint256() {
        return header.getX509CertSHA256Thumbprint();
    }

    @SuppressWarnings("deprecation") // Microsoft's older header is by SHA-1.
    private Base64URL thumbprint1() {
        return header.getX509CertThumbprint();
    }
}
