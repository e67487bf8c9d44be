package org.signetmail.message;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;

/**
 * A user as an application writes it: an address, or a name followed by an address in angle brackets.
 *
 * @param name decoded and without quotes; empty if it is blank or contains control characters once decoded
 */
record NamedMailbox(Mailbox mailbox, Optional<String> name) {
    /** A name with an unquoted comma, which RFC 5322 section 3.2.3 does not allow, and one address. */
    private static final Pattern LOOSE = Pattern.compile("([^<>@:;]*)<([^<>]+)>");

    private static final int SHOWN = 100; // characters

    /**
     * Parses a user.
     *
     * @return empty for null or blank
     * @throws InvalidMessage unless it is exactly one mail address
     */
    static Optional<NamedMailbox> read(@Nullable String user) throws InvalidMessage {
        if (user == null || user.isBlank()) {
            return Optional.empty();
        }
        String text = user.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw unreadable(text);
        }
        try {
            InternetAddress[] strict = InternetAddress.parse(text, true);
            if (strict.length == 1 && !strict[0].isGroup()) {
                return Optional.of(
                        new NamedMailbox(new Mailbox(strict[0].getAddress()), name(strict[0].getPersonal())));
            }
        } catch (InvalidInput malformed) {
            throw new InvalidMessage(String.valueOf(malformed.getMessage()));
        } catch (AddressException malformed) {
            // Perhaps only the quotes around the name are missing.
        }
        Matcher loose = LOOSE.matcher(text);
        if (!loose.matches()) {
            throw unreadable(text);
        }
        try {
            return Optional.of(new NamedMailbox(new Mailbox(loose.group(2)), name(decoded(loose.group(1)))));
        } catch (InvalidInput malformed) {
            throw new InvalidMessage(String.valueOf(malformed.getMessage()));
        }
    }

    private static String decoded(String name) {
        String bare = name.replace("\"", "").strip();
        try {
            return MimeUtility.decodeText(bare);
        } catch (UnsupportedEncodingException unknown) {
            return bare;
        }
    }

    private static Optional<String> name(@Nullable String personal) {
        return Optional.ofNullable(personal)
                .filter(name -> !name.isBlank() && name.chars().noneMatch(Character::isISOControl));
    }

    private static InvalidMessage unreadable(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return InvalidMessage.of(
                "message.user",
                line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line,
                "\"Doe, Jane\" <jane@contoso.com>");
    }
}
