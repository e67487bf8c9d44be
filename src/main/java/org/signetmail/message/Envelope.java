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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome.RefusedRecipient;

/**
 * Who gets a mail.
 *
 * @param seen the headers that are sent along, To and Cc, each with its people as they were written
 * @param addressed the same headers with those alone who get the mail; without one of which nobody is left
 * @param unseen those who get the mail and stand in no such header
 */
record Envelope(List<Mailbox> all, Map<String, String> seen, Map<String, String> addressed, List<Mailbox> unseen) {
    private static final Address[] NOBODY = {};

    /**
     * Reads who gets a message. What a header names beside them need not be readable.
     *
     * @param recipients null for those whom the message names
     * @param most how many it may have
     */
    static Envelope of(MimeMessage message, Address @Nullable [] recipients, int most)
            throws MessagingException, InvalidMessage {
        var known = new HashMap<String, Mailbox>();
        Set<Mailbox> all = mailboxes(recipients == null ? message.getAllRecipients() : recipients, known, most);
        if (all.isEmpty()) {
            throw new InvalidMessage("The message has no recipient.");
        }
        var seen = new LinkedHashMap<String, String>();
        var addressed = new LinkedHashMap<String, String>();
        var unseen = new LinkedHashSet<>(all);
        for (RecipientType header : List.of(RecipientType.TO, RecipientType.CC)) {
            String name = header.toString();
            Address[] people = message.getRecipients(header);
            if (people != null && people.length > 0) {
                seen.put(name, written(name, people));
                Address[] some = among(all, people, known);
                if (some.length > 0) {
                    addressed.put(name, some.length == people.length ? seen.get(name) : written(name, some));
                }
                for (Address address : some) {
                    unseen.remove(mailbox(address, known));
                }
            }
        }
        return new Envelope(List.copyOf(all), seen, addressed, List.copyOf(unseen));
    }

    /** Those of the people who are in the envelope, in their order. */
    private static Address[] among(Set<Mailbox> all, Address[] people, Map<String, Mailbox> known) {
        return Stream.of(people)
                .filter(address -> {
                    try {
                        return all.contains(mailbox(address, known));
                    } catch (InvalidMessage notOne) {
                        return false;
                    }
                })
                .toArray(Address[]::new);
    }

    /** The header with those who are not to be seen, for a peer that has no other envelope; blank for none. */
    String blindCopies() {
        return unseen.isEmpty()
                ? ""
                : unseen.stream().map(Mailbox::address).collect(Collectors.joining(",\r\n ", "Bcc: ", "\r\n"));
    }

    /**
     * What stands in the header: as the application wrote it, as long as that is ASCII; else only what is before an @ is more
     * than ASCII.
     */
    static String written(String header, Address[] people) throws InvalidMessage {
        var written = new Address[people.length];
        for (int i = 0; i < people.length; i++) {
            written[i] = HeaderValidator.isAscii(String.valueOf(people[i])) ? people[i] : named(people[i]);
        }
        return InternetAddress.toString(written, header.length() + 2);
    }

    private static InternetAddress named(Address address) throws InvalidMessage {
        InternetAddress named = address(mailbox(address, new HashMap<>()));
        String name = ((InternetAddress) address).getPersonal();
        if (name != null) {
            name(named, name);
        }
        return named;
    }

    /** Puts a name before the address, encoded if it has to be. */
    static void name(InternetAddress address, String name) throws InvalidMessage {
        if (name.chars().anyMatch(Character::isISOControl)) {
            // Encoded it was one line; Jakarta Mail would write it out as it is decoded.
            throw new InvalidMessage("The name before “" + address.getAddress() + "” has a control character in it.");
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
     * Reads them all.
     *
     * @param known those that were looked at before
     * @throws InvalidMessage with every one of them that is not one mail address, or if there are more than may be
     */
    private static Set<Mailbox> mailboxes(Address @Nullable [] addresses, Map<String, Mailbox> known, int most)
            throws InvalidMessage {
        var mailboxes = new LinkedHashSet<Mailbox>();
        var malformed = new ArrayList<RefusedRecipient>(0);
        for (Address address : addresses == null ? NOBODY : addresses) {
            try {
                if (!isEmptyGroup(address)) {
                    mailboxes.add(mailbox(address, known));
                }
            } catch (InvalidMessage notOne) {
                malformed.add(new RefusedRecipient(text(address), notOne.getMessage()));
            }
            if (mailboxes.size() + malformed.size() > most) {
                throw new InvalidMessage("The message has more than " + most
                        + " recipients, which is as many as signet.mail.recipients allows.");
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
            throw new InvalidMessage("“" + address + "” is not a group of mail addresses.");
        }
    }

    private static Mailbox mailbox(Address address, Map<String, Mailbox> known) throws InvalidMessage {
        if (!(address instanceof InternetAddress internet) || internet.getAddress() == null || internet.isGroup()) {
            throw new InvalidMessage("“" + address + "” is not one mail address.");
        }
        try {
            Mailbox mailbox = known.get(internet.getAddress());
            if (mailbox == null) {
                mailbox = new Mailbox(internet.getAddress());
                known.put(internet.getAddress(), mailbox);
            }
            return mailbox;
        } catch (InvalidInput malformed) {
            throw new InvalidMessage(String.valueOf(malformed.getMessage()));
        }
    }
}
