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

/**
 * One mail on its way to a server, with as few round trips as the server's extensions allow.
 *
 * <p>With PIPELINING and CHUNKING all goes out at once: MAIL, RCPT and the content. That is right for one recipient only:
 * with several, one could be refused while the others get the mail, and it goes to all of them or to nobody.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2920">RFC 2920</a>: command pipelining
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3030">RFC 3030</a>: BDAT
 */
final class Submission {
    private static final int GO_ON = 354;
    private static final String DATA = "DATA";
    private static final int USUAL_LINE = 96; // bytes

    private final SmtpTransport dialogue;
    private final RenderedMessage mail;
    private final BdatSupport bdatSupport;
    private final Refusal refusal;
    private boolean handedOver;

    Submission(SmtpTransport dialogue, RenderedMessage mail, BdatSupport bdatSupport) {
        this.dialogue = dialogue;
        this.mail = mail;
        this.bdatSupport = bdatSupport;
        refusal = new Refusal(dialogue.signsInByToken());
    }

    /** Whether the server has had the whole content, as far as can be known here. */
    boolean handedOver() {
        return handedOver;
    }

    /** What the server said no to. */
    Refusal refusal() {
        return refusal;
    }

    /**
     * What the server said at the end; if it refused something, nobody gets the mail.
     *
     * @throws MessagingException if the server stopped talking, or said something that is no reply
     * @throws BdatNotSupported if the server offers BDAT and does not know it; nobody gets the mail
     */
    SmtpReply submit() throws MessagingException, BdatNotSupported {
        boolean pipelining = dialogue.supportsExtension("PIPELINING");
        if (pipelining && dialogue.supportsExtension("CHUNKING") && bdatSupport.isWanted()) {
            return chunked();
        }
        if (pipelining) {
            List<String> commands = envelope();
            commands.add(DATA);
            dialogue.write(lines(commands));
            readEnvelope();
            return content(dialogue.reply());
        }
        dialogue.write(lines(List.of(sender())));
        refusal.noteSender(dialogue.reply());
        for (Mailbox recipient : refusal.isThere() ? List.<Mailbox>of() : mail.to()) {
            // On to the others after one was refused, so that all are told who were.
            dialogue.write(lines(List.of(recipient(recipient))));
            refusal.noteRecipient(dialogue.reply(), recipient);
        }
        SmtpReply refused = refusal.reply();
        if (refused != null) {
            return refused;
        }
        dialogue.write(lines(List.of(DATA)));
        return content(dialogue.reply());
    }

    private SmtpReply chunked() throws MessagingException, BdatNotSupported {
        boolean contentAtOnce = bdatSupport.isProven() && mail.to().size() == 1;
        List<String> commands = envelope();
        if (!contentAtOnce) {
            dialogue.write(lines(commands));
            readEnvelope();
            if (!refusal.isThere()) {
                bdatSupport.prove(dialogue).ifPresent(no -> refusal.noteContent(no, mail.to()));
            }
            SmtpReply refused = refusal.reply();
            if (refused != null) {
                return refused;
            }
            commands.clear();
        }
        commands.add("BDAT " + mail.size() + " LAST");
        writeContent(commands, mail::appendTo);
        if (contentAtOnce) {
            readEnvelope();
        }
        SmtpReply verdict = dialogue.reply();
        if (!refusal.isThere() && verdict.saysUnknownCommand()) {
            throw new BdatNotSupported(verdict.words());
        }
        return decided(verdict);
    }

    private SmtpReply content(SmtpReply goAhead) throws MessagingException {
        if (!refusal.isThere() && goAhead.status() != GO_ON) {
            refusal.noteNoGoAhead(goAhead, mail.to());
        }
        SmtpReply refused = refusal.reply();
        if (refused != null) {
            // If it says go on all the same, hanging up is the way to hand nothing over.
            return refused;
        }
        writeContent(List.of(), mail::appendStuffedTo);
        return decided(dialogue.reply());
    }

    /** One write for most mails; a large one is written from where it lies, and not copied behind the commands first. */
    private void writeContent(List<String> commands, SmtpTransport.Content content) throws MessagingException {
        boolean atOnce = SmtpTransport.fitsBuffer(mail.size());
        ByteArrayOutputStream out = lines(commands, atOnce ? mail.size() + mail.size() / 64 + 8 : 0);
        if (atOnce) {
            append(content, out);
        }
        handedOver = true;
        if (out.size() > 0) {
            dialogue.write(out);
        }
        if (!atOnce) {
            dialogue.write(content);
        }
    }

    private static void append(SmtpTransport.Content content, ByteArrayOutputStream out) {
        try {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private SmtpReply decided(SmtpReply verdict) {
        refusal.noteContent(verdict, mail.to());
        SmtpReply refused = refusal.reply();
        return refused == null ? verdict : refused;
    }

    /** Reads the replies to MAIL and to each RCPT. */
    private void readEnvelope() throws MessagingException {
        refusal.noteSender(dialogue.reply());
        for (Mailbox recipient : mail.to()) {
            refusal.noteRecipient(dialogue.reply(), recipient);
        }
    }

    private List<String> envelope() {
        var commands = new ArrayList<String>();
        commands.add(sender());
        for (Mailbox recipient : mail.to()) {
            commands.add(recipient(recipient));
        }
        return commands;
    }

    private String sender() {
        return "MAIL FROM:<" + mail.from() + ">"
                + (dialogue.supportsExtension("SIZE") ? " SIZE=" + mail.size() : "")
                + (mail.eightBit() ? " BODY=8BITMIME" : "")
                + (mail.needsUtf8() ? " SMTPUTF8" : "");
    }

    private static String recipient(Mailbox recipient) {
        return "RCPT TO:<" + recipient + ">";
    }

    private ByteArrayOutputStream lines(List<String> commands) {
        return lines(commands, 0);
    }

    /** @param room for what follows */
    private ByteArrayOutputStream lines(List<String> commands, int room) {
        ByteArrayOutputStream out = dialogue.buffer(commands.size() * USUAL_LINE + room);
        for (String command : commands) {
            out.writeBytes(command.getBytes(StandardCharsets.UTF_8));
            out.write('\r');
            out.write('\n');
        }
        return out;
    }
}
