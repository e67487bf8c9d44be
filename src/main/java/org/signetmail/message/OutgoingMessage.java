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
import org.signetmail.account.Ascii;

/**
 * A message as an application wrote it, to be sent once. Message-ID and Date stay the same for every attempt and
 * sender. A Message-ID without a public domain is replaced by one with the sender's domain.
 *
 * <p>The sender rule sets From, Sender and Reply-To, regardless of the message: no user can send as another. The
 * display name of From stays.
 */
public final class OutgoingMessage {
    /** Headers that are not copied: Signet sets them itself, or they are only valid where a message arrives. */
    private static final Set<String> OMITTED = HeaderValidator.names(
            "from", "sender", "reply-to", "to", "cc", "bcc", "date", "message-id", "content-length", "x-signet-lane");

    /** The header in which an application names the lane of the outbox. It is not sent. */
    public static final String LANE = "X-Signet-Lane";

    private static final int INITIAL_SIZE = 1024; // bytes

    private final Envelope envelope;
    private final String date;
    private final @Nullable String id;
    private final UUID generatedId = UUID.randomUUID();
    private final Optional<String> displayName;
    private final Optional<String> replyTo;
    private final List<String> headerLines = new ArrayList<>();
    private final MessageLimits limits;
    private final CrlfBuffer serialized;
    private final int bodyOffset;

    private OutgoingMessage(
            MimeMessage message,
            Address @Nullable [] recipients,
            Instant now,
            MessageLimits limits,
            MemoryBudget memory)
            throws MessagingException, IOException, InvalidMessage {
        this.limits = limits;
        // Read first: while writing, Jakarta Mail adds the current time and the name of this machine.
        String[] dateHeaders = message.getHeader("Date");
        String given = message.getMessageID();
        if (given != null) {
            // Jakarta Mail may replace it before the headers are checked.
            HeaderValidator.checkValue("Message-ID", given, true);
        }
        id = given != null && MessageId.hasRealDomain(given) ? given : null;
        serialized = MessageBytes.of(message, limits, memory);
        bodyOffset = serialized.bodyOffset();
        checkSize(serialized.size() - bodyOffset);
        HeaderValidator.check(message);
        envelope = Envelope.of(message, recipients, limits.recipients());
        date = dateHeaders == null ? rfc5322(now) : dateHeaders[0];
        displayName = displayName(message);
        replyTo = replyTo(message);
        Enumeration<Header> headers = message.getAllHeaders();
        while (headers.hasMoreElements()) {
            Header header = headers.nextElement();
            HeaderValidator.checkName(header.getName());
            if (!OMITTED.contains(header.getName()) && !TransportHeaders.contains(header.getName())) {
                headerLines.add(line(header.getName(), header.getValue()));
            }
        }
    }

    private void checkSize(long bytes) throws InvalidMessage {
        if (bytes > limits.largest()) {
            throw InvalidMessage.tooLarge(limits.largest());
        }
    }

    /** Reads the message with the default limits. */
    public static OutgoingMessage of(Message message, Address @Nullable [] recipients, Instant now)
            throws InvalidMessage {
        return of(message, recipients, now, MessageLimits.USUAL, MemoryBudget.UNLIMITED);
    }

    /**
     * Reads the message once; later changes to it have no effect. Reading ends as soon as a limit is exceeded.
     *
     * @param recipients the recipients, regardless of the headers; null for those in the headers
     * @param now the Date if the message has none
     * @throws InvalidMessage if it has no recipient, is too large, or contains something that a server would interpret
     *     differently
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
            throw InvalidMessage.of("message.notSerializable", String.valueOf(unusable.getMessage()));
        }
    }

    /** Returns the message as it is sent for this sender. */
    public RenderedMessage renderedFor(SenderRule.Sender sender) throws InvalidMessage {
        String messageId =
                id == null ? "<" + generatedId + "@" + sender.mailbox().domain() + ">" : id;
        CrlfBuffer head = head(sender, messageId, "", envelope.headers());
        CrlfBuffer addressed =
                isAddressedByHeaders() ? head : head(sender, messageId, envelope.blindCopies(), envelope.addressed());
        checkSize((long) head.size() + serialized.size() - bodyOffset);
        head.checkLines(0);
        addressed.checkLines(0);
        serialized.checkLines(bodyOffset);
        return new RenderedMessage(
                sender.mailbox(), envelope.all(), messageId, head, addressed, serialized, bodyOffset);
    }

    /** Whether the headers contain exactly the recipients. */
    private boolean isAddressedByHeaders() {
        return envelope.hidden().isEmpty() && envelope.headers().equals(envelope.addressed());
    }

    private CrlfBuffer head(
            SenderRule.Sender sender, String messageId, String blindCopies, Map<String, String> recipients)
            throws InvalidMessage {
        var head = new CrlfBuffer(INITIAL_SIZE); // Folded headers may contain a bare LF.
        write(head, blindCopies);
        write(head, line("Date", date));
        write(head, line("From", from(sender)));
        sender.replyTo()
                .map(user -> Envelope.address(user).toString())
                .or(() -> replyTo)
                .ifPresent(address -> write(head, line("Reply-To", address)));
        recipients.forEach((name, people) -> write(head, line(name, people)));
        write(head, line("Message-ID", messageId));
        headerLines.forEach(line -> write(head, line));
        write(head, "\r\n");
        return head;
    }

    private String from(SenderRule.Sender sender) throws InvalidMessage {
        var address = Envelope.address(sender.mailbox());
        Optional<String> name = displayName.or(sender::displayName);
        if (name.isPresent()) {
            Envelope.setName(address, name.get());
        }
        return InternetAddress.toString(new Address[] {address}, "From: ".length());
    }

    /** The name of the first author. Jakarta Mail parses a name with an unquoted comma as two authors. */
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
        return header == null || Ascii.isAscii(header)
                ? Optional.ofNullable(header)
                : Optional.of(Envelope.formatted("Reply-To", message.getReplyTo()));
    }

    private static void write(CrlfBuffer head, String line) {
        try {
            head.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (MessageTooLarge impossible) {
            throw new IllegalStateException(impossible); // The same headers were serialized before, within a limit.
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
