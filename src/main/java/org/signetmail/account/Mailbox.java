package org.signetmail.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One mail address (RFC 5321 section 4.1.2), without display name, comment, group or quoting.
 *
 * <p>The local part keeps its case; the domain is kept in its ASCII form (RFC 5890), so that {@code bücher.example} and
 * {@code xn--bcher-kva.example} are the same mailbox.
 */
public record Mailbox(String address) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Mailbox {
        String typed = Typed.text(address, "Address");
        int at = typed.lastIndexOf('@');
        if (at < 1 || at == typed.length() - 1 || typed.indexOf(' ') >= 0) {
            throw refused(typed);
        }
        String local = typed.substring(0, at);
        String domain = ascii(typed.substring(at + 1), typed);
        if (local.length() > LONGEST_LOCAL
                || !LOCAL.matcher(local).matches()
                || !DOMAIN.matcher(domain).matches()
                || local.length() + 1 + domain.length() > LONGEST) {
            throw refused(typed);
        }
        address = local + "@" + domain;
    }

    /** The part behind the @, in lower case and ASCII form. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String ascii(String domain, String typed) {
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
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
