package org.signetmail.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.DayFormat;
import org.signetmail.account.InvalidInput;

/**
 * A PKCS #12 file (.pfx, .p12) with a certificate and its private key, as it is imported. Never prints itself, and no
 * exception has a part of it: neither the password nor a cause, whose message may quote the content.
 *
 * @param base64 the content; blanks and line breaks are ignored
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7292">RFC 7292</a>
 */
public record Pkcs12File(String base64, String password) {
    /** A key of 4096 bits and a chain of certificates take less than 20 KB. */
    private static final int LARGEST = 64 * 1024; // bytes

    private static final int BASE64_LARGEST = LARGEST / 3 * 4 + 4 * 1024; // with line breaks
    private static final byte SEQUENCE = 0x30; // DER
    private static final String PEM = "-----BEGIN ";

    /**
     * The certificate with its key.
     *
     * @throws InvalidInput says what to do if it can't be used, now or ever
     */
    public CertificateCredential credential(Instant now) {
        KeyStore file = opened(content());
        try {
            String alias = onlyKey(file);
            if (!(file.getKey(alias, password.toCharArray()) instanceof PrivateKey key)
                    || !(file.getCertificate(alias) instanceof X509Certificate certificate)) {
                throw InvalidInput.of("credential.import.noKey");
            }
            if (!key.getAlgorithm().equals("RSA")) {
                throw InvalidInput.of("account.certificate.notRsa");
            }
            var credential = CertificateCredential.of(certificate, key);
            requireValid(certificate, now);
            return credential;
        } catch (UnrecoverableKeyException otherPassword) {
            throw InvalidInput.of("credential.import.password");
        } catch (GeneralSecurityException unsupported) {
            throw InvalidInput.of("credential.import.algorithm");
        }
    }

    private byte[] content() {
        if (base64.isBlank()) {
            throw InvalidInput.of("credential.import.missing");
        }
        if (base64.contains(PEM)) {
            throw InvalidInput.of("credential.import.pem");
        }
        if (base64.length() > BASE64_LARGEST) {
            throw InvalidInput.of("credential.import.large", LARGEST / 1024);
        }
        byte[] content;
        try {
            content = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException other) {
            throw InvalidInput.of("credential.import.base64");
        }
        if (content.length > LARGEST) {
            throw InvalidInput.of("credential.import.large", LARGEST / 1024);
        }
        if (new String(content, StandardCharsets.ISO_8859_1).contains(PEM)) {
            throw InvalidInput.of("credential.import.pem");
        }
        return content;
    }

    /** A wrong password is an unrecoverable key somewhere among the causes; the reader of the JDK says it in several ways. */
    private KeyStore opened(byte[] content) {
        if (content.length == 0 || content[0] != SEQUENCE) { // The JDK would also read a JKS file.
            throw InvalidInput.of("credential.import.other");
        }
        try {
            KeyStore file = KeyStore.getInstance("PKCS12");
            file.load(new ByteArrayInputStream(content), password.toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            throw InvalidInput.of(reason(unreadable));
        }
    }

    private static String reason(Throwable unreadable) {
        String reason = "credential.import.other";
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecoverableKeyException) {
                return "credential.import.password";
            }
            if (cause instanceof NoSuchAlgorithmException) {
                reason = "credential.import.algorithm";
            }
        }
        return reason;
    }

    private static String onlyKey(KeyStore file) throws KeyStoreException {
        List<String> keys = Collections.list(file.aliases());
        for (String alias : List.copyOf(keys)) {
            if (!file.isKeyEntry(alias)) {
                keys.remove(alias);
            }
        }
        return switch (keys.size()) {
            case 0 -> throw InvalidInput.of("credential.import.noKey");
            case 1 -> keys.get(0);
            default -> throw InvalidInput.of("credential.import.keys", keys.size());
        };
    }

    private static void requireValid(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            throw InvalidInput.of("credential.import.ended", day(end));
        }
        Instant start = certificate.getNotBefore().toInstant();
        if (now.isBefore(start)) {
            throw InvalidInput.of("credential.import.early", day(start));
        }
    }

    private static String day(Instant instant) {
        return DayFormat.of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return "Pkcs12File[…]";
    }
}
