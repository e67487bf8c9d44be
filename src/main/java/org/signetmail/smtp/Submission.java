package org.signetmail.smtp;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.signetmail.account.Mailbox;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.DeadlineSocket.IoAction;

/**
 * Submits one message to a server in as few round trips as the server's extensions allow.
 *
 * <p>With PIPELINING and CHUNKING, MAIL, RCPT and the content are sent in one write, but only for a single
 * recipient: with several, the server could refuse one and deliver to the others, and a message goes to all
 * recipients or to none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2920">RFC 2920</a>: command pipelining
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3030">RFC 3030</a>: BDAT
 */
final class Submission {
    private static final int START_MAIL_INPUT = 354;
    private static final String DATA = "DATA";
    private static final int TYPICAL_LINE = 96; // bytes

    private final SmtpTransport transport;
    private final RenderedMessage mail;
    private final BdatSupport bdatSupport;
    private final IoAction beforeContent;
    private final Refusal refusal;
    private boolean handedOver;

    /** @param beforeContent runs right before the content is written, which is not if it throws */
    Submission(SmtpTransport transport, RenderedMessage mail, BdatSupport bdatSupport, IoAction beforeContent) {
        this.transport = transport;
        this.mail = mail;
        this.bdatSupport = bdatSupport;
        this.beforeContent = beforeContent;
        refusal = new Refusal(transport.usesToken());
    }

    /** Whether the server may have received the complete content. */
    boolean handedOver() {
        return handedOver;
    }

    /** What the server has refused so far. */
    Refusal refusal() {
        return refusal;
    }

    /**
     * Submits the message and returns the deciding reply. If the server refused anything, no recipient gets the
     * message.
     *
     * @throws MessagingException if the connection breaks, or the server sends something that is not a reply
     * @throws BdatNotSupported if the server offers BDAT but does not know it; no recipient gets the message
     */
    SmtpReply submit() throws MessagingException, BdatNotSupported {
        boolean pipelining = transport.supportsExtension("PIPELINING");
        if (pipelining && transport.supportsExtension("CHUNKING") && bdatSupport.isEnabled()) {
            return submitByBdat();
        }
        if (pipelining) {
            List<String> commands = envelopeCommands();
            commands.add(DATA);
            transport.write(lines(commands));
            readEnvelopeReplies();
            return sendContent(transport.readReply());
        }
        transport.write(lines(List.of(mailCommand())));
        refusal.noteSender(transport.readReply());
        for (Mailbox recipient : refusal.isPresent() ? List.<Mailbox>of() : mail.to()) {
            // Continues after a refused recipient, to report every refused one.
            transport.write(lines(List.of(rcptCommand(recipient))));
            refusal.noteRecipient(transport.readReply(), recipient);
        }
        SmtpReply refused = refusal.reply();
        if (refused != null) {
            return refused;
        }
        transport.write(lines(List.of(DATA)));
        return sendContent(transport.readReply());
    }

    private SmtpReply submitByBdat() throws MessagingException, BdatNotSupported {
        boolean pipelineContent = bdatSupport.isProven() && mail.to().size() == 1;
        List<String> commands = envelopeCommands();
        if (!pipelineContent) {
            transport.write(lines(commands));
            readEnvelopeReplies();
            if (!refusal.isPresent()) {
                bdatSupport.probe(transport).ifPresent(refused -> refusal.noteContent(refused, mail.to()));
            }
            SmtpReply refused = refusal.reply();
            if (refused != null) {
                return refused;
            }
            commands.clear();
        }
        commands.add("BDAT " + mail.size() + " LAST");
        writeContent(commands, mail::appendTo);
        if (pipelineContent) {
            readEnvelopeReplies();
        }
        SmtpReply finalReply = transport.readReply();
        if (!refusal.isPresent() && finalReply.isUnknownCommand()) {
            throw new BdatNotSupported(finalReply.words());
        }
        return withContentReply(finalReply);
    }

    private SmtpReply sendContent(SmtpReply dataReply) throws MessagingException {
        if (!refusal.isPresent() && dataReply.status() != START_MAIL_INPUT) {
            refusal.noteDataNotAccepted(dataReply, mail.to());
        }
        SmtpReply refused = refusal.reply();
        if (refused != null) {
            // If the server replied 354 all the same, closing the connection keeps the content back.
            return refused;
        }
        writeContent(List.of(), mail::appendStuffedTo);
        return withContentReply(transport.readReply());
    }

    /** Sends a usual message in one write with its commands; streams a large one instead of copying it. */
    private void writeContent(List<String> commands, SmtpTransport.Content content) throws MessagingException {
        boolean oneWrite = SmtpTransport.fitsBuffer(mail.size());
        ByteArrayOutputStream out = lines(commands, oneWrite ? mail.size() + mail.size() / 64 + 8 : 0);
        if (oneWrite) {
            append(content, out);
        }
        try {
            beforeContent.run();
        } catch (IOException denied) {
            throw new MessagingException("Not written", denied);
        }
        handedOver = true;
        if (out.size() > 0) {
            transport.write(out);
        }
        if (!oneWrite) {
            transport.write(content);
        }
    }

    private static void append(SmtpTransport.Content content, ByteArrayOutputStream out) {
        try {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private SmtpReply withContentReply(SmtpReply finalReply) {
        refusal.noteContent(finalReply, mail.to());
        SmtpReply refused = refusal.reply();
        return refused == null ? finalReply : refused;
    }

    /** Reads the replies to MAIL and to each RCPT. */
    private void readEnvelopeReplies() throws MessagingException {
        refusal.noteSender(transport.readReply());
        for (Mailbox recipient : mail.to()) {
            refusal.noteRecipient(transport.readReply(), recipient);
        }
    }

    private List<String> envelopeCommands() {
        var commands = new ArrayList<String>();
        commands.add(mailCommand());
        for (Mailbox recipient : mail.to()) {
            commands.add(rcptCommand(recipient));
        }
        return commands;
    }

    private String mailCommand() {
        return "MAIL FROM:<" + mail.from() + ">"
                + (transport.supportsExtension("SIZE") ? " SIZE=" + mail.size() : "")
                + (mail.eightBit() ? " BODY=8BITMIME" : "")
                + (mail.needsUtf8() ? " SMTPUTF8" : "");
    }

    private static String rcptCommand(Mailbox recipient) {
        return "RCPT TO:<" + recipient + ">";
    }

    private ByteArrayOutputStream lines(List<String> commands) {
        return lines(commands, 0);
    }

    /** @param extra bytes to reserve for what follows */
    private ByteArrayOutputStream lines(List<String> commands, int extra) {
        ByteArrayOutputStream out = transport.buffer(commands.size() * TYPICAL_LINE + extra);
        for (String command : commands) {
            out.writeBytes(command.getBytes(StandardCharsets.UTF_8));
            out.write('\r');
            out.write('\n');
        }
        return out;
    }
}
