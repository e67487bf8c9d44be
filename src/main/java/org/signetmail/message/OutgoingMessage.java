package org.signetmail.message;

import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as an application wrote it, to be sent once. Its Message-ID and Date stay, however often it is tried and whoever
 * turns out to be its sender; a Message-ID without a real domain is replaced by one of the sender's domain.
 *
 * <p>From, Sender and Reply-To are what the sender rule gives and not what the message says, so that nobody sends as
 * somebody else; the name in front of the address stays.
 */
public final class OutgoingMessage {
    /** Of these nothing is taken over: they are Signet's to say, or only true where a message arrives. */
    private static final Set<String> LEFT_OUT = HeaderValidator.names(
            "from", "sender", "reply-to", "to", "cc", "bcc", "date", "message-id", "content-length");

    private static final int USUAL_HEADER = 1024; // bytes
    private static final String NOT_WRITTEN = "The message can't be written down: ";

    private final Envelope envelope;
    private final String date;
    private final @Nullable String id;
    private final UUID ownId = UUID.randomUUID();
    private final Optional<String> displayName;
    private final Optional<String> replyTo;
    private final List<String> kept = new ArrayList<>();
    private final MessageLimits limits;
    private final CrlfBuffer written;
    private final int bodyAt;

    private OutgoingMessage(
            MimeMessage message,
            Address @Nullable [] recipients,
            Instant now,
            MessageLimits limits,
            MemoryBudget memory)
            throws MessagingException, IOException, InvalidMessage {
        this.limits = limits;
        // What Jakarta Mail adds while it writes is the wall clock's time and the name of this machine.
        String[] dated = message.getHeader("Date");
        String given = message.getMessageID();
        if (given != null) {
            // Jakarta Mail may replace it before its headers are looked at.
            HeaderValidator.checkValue("Message-ID", given, true);
        }
        id = given != null && MessageId.hasRealDomain(given) ? given : null;
        written = MessageBytes.of(message, limits, memory);
        bodyAt = written.bodyAt();
        checkSize(written.size() - bodyAt);
        HeaderValidator.check(message);
        envelope = Envelope.of(message, recipients, limits.recipients());
        date = dated == null ? rfc5322(now) : dated[0];
        displayName = displayName(message);
        replyTo = replyTo(message);
        Enumeration<Header> headers = message.getAllHeaders();
        while (headers.hasMoreElements()) {
            Header header = headers.nextElement();
            HeaderValidator.checkName(header.getName());
            if (!LEFT_OUT.contains(header.getName()) && !TransportHeaders.has(header.getName())) {
                kept.add(line(header.getName(), header.getValue()));
            }
        }
    }

    private void checkSize(long bytes) throws InvalidMessage {
        if (bytes > limits.largest()) {
            throw InvalidMessage.tooLarge(limits.largest());
        }
    }

    /** The same with the limits that hold where nobody sets others. */
    public static OutgoingMessage of(Message message, Address @Nullable [] recipients, Instant now)
            throws InvalidMessage {
        return of(message, recipients, now, MessageLimits.USUAL, MemoryBudget.UNLIMITED);
    }

    /**
     * Reads the message once; what is done with it afterwards changes nothing. Reading ends as soon as more comes than the
     * limits allow.
     *
     * @param recipients who gets it, whomever it names; null for those whom it names
     * @param now what to date it if it has no date
     * @throws InvalidMessage if it has no recipient, is too large, or has something in it that a server would read otherwise than
     *     it was meant
     */
    public static OutgoingMessage of(
            Message message, Address @Nullable [] recipients, Instant now, MessageLimits limits, MemoryBudget memory)
            throws InvalidMessage {
        try {
            return new OutgoingMessage(MessageBytes.mime(message, limits, memory), recipients, now, limits, memory);
        } catch (MessagingException | IOException unusable) {
            MessageTooLarge full = MessageTooLarge.in(unusable);
            if (full != null) {
                throw full.isTooLarge() ? InvalidMessage.tooLarge(limits.largest()) : InvalidMessage.noMemory();
            }
            throw new InvalidMessage(NOT_WRITTEN + unusable.getMessage());
        }
    }

    /** The mail as it goes out from this sender. */
    public RenderedMessage renderedFor(SenderRule.Sender sender) throws InvalidMessage {
        String messageId = id == null ? "<" + ownId + "@" + sender.mailbox().domain() + ">" : id;
        CrlfBuffer head = head(sender, messageId, "", envelope.seen());
        CrlfBuffer addressed =
                isAddressedByHeaders() ? head : head(sender, messageId, envelope.blindCopies(), envelope.addressed());
        checkSize((long) head.size() + written.size() - bodyAt);
        head.checkLines(0);
        addressed.checkLines(0);
        written.checkLines(bodyAt);
        return new RenderedMessage(sender.mailbox(), envelope.all(), messageId, head, addressed, written, bodyAt);
    }

    /** Whether the headers name exactly those who get it. */
    private boolean isAddressedByHeaders() {
        return envelope.unseen().isEmpty() && envelope.seen().equals(envelope.addressed());
    }

    private CrlfBuffer head(
            SenderRule.Sender sender, String messageId, String blindCopies, Map<String, String> recipients)
            throws InvalidMessage {
        var head = new CrlfBuffer(USUAL_HEADER); // A fold may have been made with LF alone.
        write(head, blindCopies);
        write(head, line("Date", date));
        write(head, line("From", from(sender)));
        sender.replyTo()
                .map(user -> Envelope.address(user).toString())
                .or(() -> replyTo)
                .ifPresent(address -> write(head, line("Reply-To", address)));
        recipients.forEach((name, people) -> write(head, line(name, people)));
        write(head, line("Message-ID", messageId));
        kept.forEach(line -> write(head, line));
        write(head, "\r\n");
        return head;
    }

    private String from(SenderRule.Sender sender) throws InvalidMessage {
        var address = Envelope.address(sender.mailbox());
        Optional<String> name = displayName.or(sender::displayName);
        if (name.isPresent()) {
            Envelope.name(address, name.get());
        }
        return InternetAddress.toString(new Address[] {address}, "From: ".length());
    }

    /** The first author's; of a name with an unquoted comma Jakarta Mail makes two authors. */
    private static Optional<String> displayName(MimeMessage message) throws MessagingException {
        Address[] from = message.getFrom();
        if (from == null || from.length == 0 || !(from[0] instanceof InternetAddress first)) {
            return Optional.empty();
        }
        String header = message.getHeader("From", ", ");
        if (first.getPersonal() == null && from.length > 1 && header != null) {
            try {
                return NamedMailbox.read(MimeUtility.unfold(header)).flatMap(NamedMailbox::name);
            } catch (InvalidMessage several) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(first.getPersonal()).filter(name -> !name.isBlank());
    }

    private static Optional<String> replyTo(MimeMessage message) throws MessagingException, InvalidMessage {
        String header = message.getHeader("Reply-To", ", ");
        return header == null || HeaderValidator.isAscii(header)
                ? Optional.ofNullable(header)
                : Optional.of(Envelope.written("Reply-To", message.getReplyTo()));
    }

    private static void write(CrlfBuffer head, String line) {
        try {
            head.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (MessageTooLarge impossible) {
            throw new IllegalStateException(impossible); // The headers were written down before, within a limit.
        }
    }

    private static String line(String name, String value) {
        return name + ": " + value + "\r\n";
    }

    private static String rfc5322(Instant moment) {
        var format = new MailDateFormat();
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        return format.format(Date.from(moment));
    }
}
