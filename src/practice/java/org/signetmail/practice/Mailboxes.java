package org.signetmail.practice;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All inboxes and Sent folders, inside and outside of the organisation. */
public final class Mailboxes {
    private final Clock clock;
    private final Map<String, List<StoredMail>> inboxes = new TreeMap<>();
    private final Map<String, List<StoredMail>> sent = new TreeMap<>();

    Mailboxes(Clock clock) {
        this.clock = clock;
    }

    /** Oldest first. */
    public synchronized List<StoredMail> inbox(String address) {
        return List.copyOf(inboxes.getOrDefault(Contoso.canonical(address), List.of()));
    }

    /** The Sent folder of a mailbox of the organisation, oldest first. */
    public synchronized List<StoredMail> sent(String address) {
        return List.copyOf(sent.getOrDefault(Contoso.canonical(address), List.of()));
    }

    /**
     * Waits until a mail is there that is wanted.
     *
     * @throws AssertionError when it is not there in time
     */
    public synchronized StoredMail awaitInbox(String address, Predicate<StoredMail> wanted, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        while (true) {
            var found = inbox(address).stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("No such mail in the inbox of " + address + " within " + atMost + ", but "
                        + inbox(address).stream().map(StoredMail::subject).toList());
            }
            try {
                wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for a mail to " + address, stopped);
            }
        }
    }

    public synchronized void clear() {
        inboxes.clear();
        sent.clear();
    }

    /** Addresses outside that got mail. */
    synchronized List<String> outside() {
        return inboxes.keySet().stream()
                .filter(address -> !Contoso.isInside(address))
                .toList();
    }

    /** Delivers, and keeps a copy in the Sent folder of the mailbox it was sent from. */
    synchronized void send(String mailbox, StoredMail mail) {
        sent.computeIfAbsent(Contoso.canonical(mailbox), key -> new ArrayList<>())
                .add(mail);
        deliver(mailbox, mail);
    }

    /** Delivers only: a relay has no Sent folder. */
    synchronized void deliver(String sender, StoredMail mail) {
        for (String recipient : mail.recipients()) {
            if (Contoso.isInside(recipient) && !Contoso.isMailbox(recipient)) {
                put(sender, undeliverable(sender, recipient, mail.subject()));
            } else {
                put(recipient, mail);
            }
        }
        notifyAll();
    }

    private void put(String address, StoredMail mail) {
        inboxes.computeIfAbsent(Contoso.canonical(address), key -> new ArrayList<>())
                .add(mail);
    }

    /** Exchange accepts a mail to an unknown recipient; the report comes later, to the sender's inbox. */
    private StoredMail undeliverable(String sender, String recipient, String subject) {
        String report = String.join(
                "\r\n",
                "From: Microsoft Outlook <postmaster@" + Contoso.DOMAIN + ">",
                "To: " + sender,
                "Subject: " + encoded("Undeliverable: " + subject),
                "Auto-Submitted: auto-replied",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "Your message to " + recipient + " couldn't be delivered.",
                "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient " + recipient
                        + " not found by SMTP address lookup",
                "");
        return new StoredMail(clock.instant(), "NDR", "", List.of(sender), report.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String header) {
        try {
            return MimeUtility.fold("Subject: ".length(), MimeUtility.encodeText(header, "UTF-8", null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
