package org.signetmail.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mail address (RFC 5321 section 4.1.2), without display name, comment, group or quoting.
 *
 * <p>The local part keeps its case. It may have characters beyond ASCII (RFC 6531), which not every server supports,
 * and is normalized to Unicode form C (RFC 6532 section 3.1). The domain is converted to its ASCII form (RFC 5890):
 * {@code bücher.example} and {@code xn--bcher-kva.example} are equal.
 *
 * <p>Equality ignores the case of the local part: RFC 5321 section 2.4 leaves that to the host of the mailbox, and
 * neither Exchange nor any other major mail system distinguishes {@code Jane@} from {@code jane@}. {@link #address()}
 * and {@link #toString()} keep the case.
 */
public record Mailbox(String address) {
    private static final int LONGEST = 254; // octets
    private static final Pattern DOMAIN = Pattern.compile("(" + Idna.LABEL + "\\.)*" + Idna.LABEL);

    public Mailbox {
        String typed = InputRules.text(address, "account.mailbox.label");
        int at = typed.lastIndexOf('@');
        if (at < 1 || at == typed.length() - 1 || typed.indexOf(' ') >= 0) {
            throw refused(typed);
        }
        String local = Normalizer.normalize(Invisible.refusedIn(typed.substring(0, at)), Normalizer.Form.NFC);
        String domain = Idna.toAscii(typed.substring(at + 1));
        if (!LocalPart.isOne(local)
                || !DOMAIN.matcher(domain).matches()
                || LocalPart.octets(local) + 1 + domain.length() > LONGEST) {
            throw refused(typed);
        }
        address = local + "@" + domain;
    }

    /** Whether every mail server supports this address; if not, only those that offer SMTPUTF8 do (RFC 6531). */
    public boolean isAscii() {
        return Ascii.isAscii(address);
    }

    /** The part after the @, in lower case and ASCII form. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /**
     * The mailbox of a plus address: {@code jane@contoso.com} for {@code jane+shop@contoso.com}; this one if it has no
     * tag.
     *
     * @see <a href="https://learn.microsoft.com/exchange/recipients-in-exchange-online/plus-addressing-in-exchange-online">Plus
     *     addressing in Exchange Online</a>
     */
    public Mailbox withoutTag() {
        int plus = address.indexOf('+');
        String local = plus < 0 ? "" : address.substring(0, plus);
        return LocalPart.isOne(local) ? new Mailbox(local + "@" + domain()) : this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mailbox mailbox && key().equals(mailbox.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    private String key() {
        return address.toLowerCase(Locale.ROOT);
    }

    private static InvalidInput refused(String typed) {
        return InvalidInput.of("account.mailbox.form", typed);
    }

    @Override
    public String toString() {
        return address;
    }
}
