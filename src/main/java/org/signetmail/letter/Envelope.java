package org.signetmail.letter;

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
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Unacceptable;

/**
 * Who gets a mail.
 *
 * @param seen the headers that are sent along, To and Cc, each with its people
 * @param unseen those who stand in no such header
 */
record Envelope(List<Mailbox> all, Map<String, String> seen, List<Mailbox> unseen) {

    /** @param recipients null for those whom the message names */
    static Envelope of(MimeMessage message, Address @Nullable [] recipients) throws MessagingException, Unsendable {
        var seen = new LinkedHashMap<String, String>();
        var named = new LinkedHashSet<Mailbox>();
        var known = new HashMap<String, Mailbox>();
        for (RecipientType header : List.of(RecipientType.TO, RecipientType.CC)) {
            Address[] people = message.getRecipients(header);
            if (people != null && people.length > 0) {
                named.addAll(mailboxes(people, known));
                seen.put(header.toString(), written(header.toString(), people));
            }
        }
        Set<Mailbox> all = mailboxes(recipients == null ? message.getAllRecipients() : recipients, known);
        if (all.isEmpty()) {
            throw new Unsendable("The message has no recipient.");
        }
        var unseen = new ArrayList<Mailbox>(0);
        for (Mailbox mailbox : all) {
            if (!named.contains(mailbox)) {
                unseen.add(mailbox);
            }
        }
        return new Envelope(List.copyOf(all), seen, List.copyOf(unseen));
    }

    /** The header that only Graph is told; blank for none. */
    String blindCopies() {
        return unseen.isEmpty()
                ? ""
                : unseen.stream().map(Mailbox::address).collect(Collectors.joining(",\r\n ", "Bcc: ", "\r\n"));
    }

    /**
     * What stands in the header: as the application wrote it, as long as that is ASCII; else only what is before an @ is more
     * than ASCII.
     */
    static String written(String header, Address[] people) throws Unsendable {
        var written = new Address[people.length];
        for (int i = 0; i < people.length; i++) {
            written[i] = HeaderProof.isAscii(String.valueOf(people[i])) ? people[i] : named(people[i]);
        }
        return InternetAddress.toString(written, header.length() + 2);
    }

    private static InternetAddress named(Address address) throws Unsendable {
        InternetAddress named = address(mailbox(address, new HashMap<>()));
        String name = ((InternetAddress) address).getPersonal();
        if (name != null) {
            name(named, name);
        }
        return named;
    }

    /** Puts a name before the address, encoded if it has to be. */
    static void name(InternetAddress address, String name) throws Unsendable {
        if (name.chars().anyMatch(Character::isISOControl)) {
            // Encoded it was one line; Jakarta Mail would write it out as it is decoded.
            throw new Unsendable("The name before “" + address.getAddress() + "” has a control character in it.");
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

    /** @param known those that were looked at before */
    private static Set<Mailbox> mailboxes(Address @Nullable [] addresses, Map<String, Mailbox> known)
            throws Unsendable {
        var mailboxes = new LinkedHashSet<Mailbox>();
        if (addresses != null) {
            for (Address address : addresses) {
                if (!isNobody(address)) {
                    mailboxes.add(mailbox(address, known));
                }
            }
        }
        return mailboxes;
    }

    /** A group without members, such as {@code undisclosed-recipients:;}. */
    private static boolean isNobody(Address address) throws Unsendable {
        try {
            return address instanceof InternetAddress group && group.isGroup() && group.getGroup(true).length == 0;
        } catch (AddressException malformed) {
            throw new Unsendable("“" + address + "” is not a group of mail addresses.");
        }
    }

    private static Mailbox mailbox(Address address, Map<String, Mailbox> known) throws Unsendable {
        if (!(address instanceof InternetAddress internet) || internet.isGroup()) {
            throw new Unsendable("“" + address + "” is not one mail address.");
        }
        try {
            Mailbox mailbox = known.get(internet.getAddress());
            if (mailbox == null) {
                mailbox = new Mailbox(internet.getAddress());
                known.put(internet.getAddress(), mailbox);
            }
            return mailbox;
        } catch (Unacceptable malformed) {
            throw new Unsendable(String.valueOf(malformed.getMessage()));
        }
    }
}
