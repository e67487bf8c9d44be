package org.signetmail.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One mail address (RFC 5321 section 4.1.2), without display name, comment, group or quoting.
 *
 * <p>The local part keeps its case and may have characters beyond ASCII (RFC 6531), which not every server takes; they are kept
 * in Unicode's normalisation form C (RFC 6532 section 3.1). The domain is kept in its ASCII form (RFC 5890), so that
 * {@code bücher.example} and {@code xn--bcher-kva.example} are the same mailbox.
 */
public record Mailbox(String address) {
    private static final int LONGEST = 254; // octets
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Mailbox {
        String typed = Typed.text(address, "Address");
        int at = typed.lastIndexOf('@');
        if (at < 1 || at == typed.length() - 1 || typed.indexOf(' ') >= 0) {
            throw refused(typed);
        }
        String local = Normalizer.normalize(typed.substring(0, at), Normalizer.Form.NFC);
        String domain = ascii(typed.substring(at + 1), typed);
        if (!LocalPart.isOne(local)
                || !DOMAIN.matcher(domain).matches()
                || LocalPart.octets(local) + 1 + domain.length() > LONGEST) {
            throw refused(typed);
        }
        address = local + "@" + domain;
    }

    /** Whether every mail server can be told it; else only one that offers SMTPUTF8 (RFC 6531). */
    public boolean isAscii() {
        return LocalPart.isAscii(address);
    }

    /** The part behind the @, in lower case and ASCII form. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String ascii(String domain, String typed) {
        try {
            String ascii = LocalPart.isAscii(domain) ? domain : IDN.toASCII(domain);
            return ascii.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            throw refused(typed);
        }
    }

    private static Unacceptable refused(String typed) {
        return new Unacceptable("“" + typed + "” is not one mail address, such as name@contoso.com.");
    }

    @Override
    public String toString() {
        return address;
    }
}
