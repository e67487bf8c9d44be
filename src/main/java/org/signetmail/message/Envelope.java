package org.signetmail.message;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Ascii;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome.RefusedRecipient;

/**
 * The recipients of a message.
 *
 * @param all the recipients
 * @param headers the values of To and Cc by name, with all their addresses as the application wrote them
 * @param addressed the same headers with recipients only; a header without any is left out
 * @param hidden the recipients that are in neither header
 */
record Envelope(List<Mailbox> all, Map<String, String> headers, Map<String, String> addressed, List<Mailbox> hidden) {
    private static final Address[] NONE = {};
    private static final Pattern FIELD_START = Pattern.compile("(?<=\r\n)(?![ \t])");

    /**
     * Reads the recipients of a message. Other addresses in its headers may be malformed.
     *
     * @param recipients null for all recipients in the headers
     * @param limit maximum number of recipients
     */
    static Envelope of(MimeMessage message, Address @Nullable [] recipients, int limit)
            throws MessagingException, InvalidMessage {
        var parsed = new HashMap<String, Mailbox>();
        Set<Mailbox> all = mailboxes(recipients == null ? message.getAllRecipients() : recipients, parsed, limit);
        if (all.isEmpty()) {
            throw InvalidMessage.of("message.noRecipient");
        }
        var headers = new LinkedHashMap<String, String>();
        var addressed = new LinkedHashMap<String, String>();
        var hidden = new LinkedHashSet<>(all);
        for (RecipientType header : List.of(RecipientType.TO, RecipientType.CC)) {
            String name = header.toString();
            Address[] addresses = message.getRecipients(header);
            if (addresses != null && addresses.length > 0) {
                headers.put(name, formatted(name, addresses));
                Address[] included = recipientsOf(all, addresses, parsed);
                if (included.length > 0) {
                    addressed.put(
                            name, included.length == addresses.length ? headers.get(name) : formatted(name, included));
                }
                for (Address address : included) {
                    hidden.remove(mailbox(address, parsed));
                }
            }
        }
        return new Envelope(List.copyOf(all), headers, addressed, List.copyOf(hidden));
    }

    /**
     * Returns a header of exactly these recipients, given one with To, Cc and {@link #blindCopies} of these and others.
     * All other fields stay as they are.
     */
    static String retained(List<Mailbox> remaining, String header) {
        var parsed = new HashMap<String, Mailbox>();
        var all = new LinkedHashSet<>(remaining);
        var hidden = new LinkedHashSet<>(remaining);
        var retained = new StringBuilder(header.length());
        try {
            for (String field : FIELD_START.split(header, -1)) {
                String name = field.substring(0, Math.max(0, field.indexOf(':')));
                if (name.equals(RecipientType.TO.toString()) || name.equals(RecipientType.CC.toString())) {
                    Address[] addresses = InternetAddress.parseHeader(field.substring(name.length() + 1), false);
                    Address[] included = recipientsOf(all, addresses, parsed);
                    for (Address address : included) {
                        hidden.remove(mailbox(address, parsed));
                    }
                    if (included.length == addresses.length) {
                        retained.append(field);
                    } else if (included.length > 0) {
                        retained.append(name + ": " + formatted(name, included) + "\r\n");
                    }
                } else if (!name.equals(RecipientType.BCC.toString())) {
                    retained.append(field);
                }
            }
        } catch (AddressException | InvalidMessage impossible) {
            throw new IllegalStateException("Signet wrote these addresses itself", impossible);
        }
        return blindCopies(hidden) + retained;
    }

    /** Returns the addresses that are recipients, in their order. */
    private static Address[] recipientsOf(Set<Mailbox> all, Address[] addresses, Map<String, Mailbox> parsed) {
        return Stream.of(addresses)
                .filter(address -> {
                    try {
                        return all.contains(mailbox(address, parsed));
                    } catch (InvalidMessage malformedOne) {
                        return false;
                    }
                })
                .toArray(Address[]::new);
    }

    /**
     * The Bcc header with the hidden recipients, for an API that takes recipients from headers; empty if there are
     * none.
     */
    String blindCopies() {
        return blindCopies(hidden);
    }

    private static String blindCopies(Collection<Mailbox> hidden) {
        return hidden.isEmpty()
                ? ""
                : hidden.stream().map(Mailbox::address).collect(Collectors.joining(",\r\n ", "Bcc: ", "\r\n"));
    }

    /**
     * Formats the value of a header. ASCII addresses stay as the application wrote them; of all others the name is
     * encoded and the domain converted to ASCII, which leaves only the local part beyond ASCII.
     */
    static String formatted(String header, Address[] addresses) throws InvalidMessage {
        var formatted = new Address[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            formatted[i] = Ascii.isAscii(String.valueOf(addresses[i])) ? addresses[i] : named(addresses[i]);
        }
        return InternetAddress.toString(formatted, header.length() + 2);
    }

    private static InternetAddress named(Address address) throws InvalidMessage {
        InternetAddress named = address(mailbox(address, new HashMap<>()));
        String name = ((InternetAddress) address).getPersonal();
        if (name != null) {
            setName(named, name);
        }
        return named;
    }

    /** Sets the display name, encoded if necessary. */
    static void setName(InternetAddress address, String name) throws InvalidMessage {
        if (name.chars().anyMatch(Character::isISOControl)) {
            // The encoded form is one line; Jakarta Mail would write the decoded form.
            throw InvalidMessage.of("message.name.control", address.getAddress());
        }
        try {
            address.setPersonal(name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static InternetAddress address(Mailbox mailbox) {
        var address = new InternetAddress();
        address.setAddress(mailbox.address());
        return address;
    }

    /**
     * Parses all addresses.
     *
     * @param parsed a cache of the addresses parsed so far
     * @throws InvalidMessage with each malformed address, or if there are too many
     */
    private static Set<Mailbox> mailboxes(Address @Nullable [] addresses, Map<String, Mailbox> parsed, int limit)
            throws InvalidMessage {
        var mailboxes = new LinkedHashSet<Mailbox>();
        var malformed = new ArrayList<RefusedRecipient>(0);
        for (Address address : addresses == null ? NONE : addresses) {
            try {
                if (!isEmptyGroup(address)) {
                    mailboxes.add(mailbox(address, parsed));
                }
            } catch (InvalidMessage malformedOne) {
                malformed.add(new RefusedRecipient(text(address), malformedOne.getMessage()));
            }
            if (mailboxes.size() + malformed.size() > limit) {
                throw InvalidMessage.of("message.tooManyRecipients", limit);
            }
        }
        if (!malformed.isEmpty()) {
            throw new InvalidMessage(malformed);
        }
        return mailboxes;
    }

    private static String text(Address address) {
        return address instanceof InternetAddress internet && internet.getAddress() != null
                ? internet.getAddress()
                : String.valueOf(address);
    }

    /** A group without members, such as {@code undisclosed-recipients:;}. */
    private static boolean isEmptyGroup(Address address) throws InvalidMessage {
        try {
            return address instanceof InternetAddress group && group.isGroup() && group.getGroup(true).length == 0;
        } catch (AddressException malformed) {
            throw InvalidMessage.of("message.group", address);
        }
    }

    private static Mailbox mailbox(Address address, Map<String, Mailbox> parsed) throws InvalidMessage {
        if (!(address instanceof InternetAddress internet) || internet.getAddress() == null || internet.isGroup()) {
            throw InvalidMessage.of("message.address", address);
        }
        try {
            Mailbox mailbox = parsed.get(internet.getAddress());
            if (mailbox == null) {
                mailbox = new Mailbox(internet.getAddress());
                parsed.put(internet.getAddress(), mailbox);
            }
            return mailbox;
        } catch (InvalidInput malformed) {
            throw new InvalidMessage(String.valueOf(malformed.getMessage()));
        }
    }
}
