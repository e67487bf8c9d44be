package org.signetmail.smtp;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Mailbox;
import org.signetmail.letter.RenderedMail;

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

    private final SmtpDialogue dialogue;
    private final RenderedMail mail;
    private final Chunking chunking;
    private boolean handedOver;
    private Optional<SmtpReply> refusal = Optional.empty();

    Submission(SmtpDialogue dialogue, RenderedMail mail, Chunking chunking) {
        this.dialogue = dialogue;
        this.mail = mail;
        this.chunking = chunking;
    }

    /** Whether the server has had the whole content, as far as can be known here. */
    boolean handedOver() {
        return handedOver;
    }

    /** What the server said no with. */
    Optional<SmtpReply> refusal() {
        return refusal;
    }

    /**
     * What the server said at the end; if that is a refusal, nobody gets the mail.
     *
     * @throws MessagingException if the server stopped talking, or said something that is no reply
     * @throws ChunkingRefused if the server offers BDAT and does not know it; nobody gets the mail
     */
    SmtpReply submit() throws MessagingException, ChunkingRefused {
        List<String> commands = commands();
        boolean pipelining = dialogue.supportsExtension("PIPELINING");
        if (pipelining && dialogue.supportsExtension("CHUNKING") && chunking.isWanted()) {
            return chunked(commands);
        }
        if (pipelining) {
            commands.add(DATA);
            dialogue.say(lines(commands));
            read(commands.size() - 1);
            return content(dialogue.reply());
        }
        for (String command : commands) {
            dialogue.say(lines(List.of(command)));
            read(1);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        dialogue.say(lines(List.of(DATA)));
        return content(dialogue.reply());
    }

    private SmtpReply chunked(List<String> commands) throws MessagingException, ChunkingRefused {
        boolean contentAtOnce = chunking.isProven() && mail.to().size() == 1;
        if (!contentAtOnce) {
            dialogue.say(lines(commands));
            read(commands.size());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            refusal = chunking.prove(dialogue);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            commands.clear();
        }
        int before = commands.size();
        commands.add("BDAT " + mail.size() + " LAST");
        ByteArrayOutputStream out = lines(commands, mail.size());
        mail.appendTo(out);
        handedOver = true;
        dialogue.say(out);
        read(before);
        SmtpReply verdict = dialogue.reply();
        if (refusal.isEmpty() && verdict.saysUnknownCommand()) {
            throw new ChunkingRefused(verdict.words());
        }
        note(verdict);
        return refusal.orElse(verdict);
    }

    private SmtpReply content(SmtpReply goAhead) throws MessagingException {
        if (refusal.isEmpty() && goAhead.status() != GO_ON) {
            refusal = Optional.of(goAhead);
        }
        if (refusal.isPresent()) {
            // If it says go on all the same, hanging up is the way to hand nothing over.
            return refusal.get();
        }
        ByteArrayOutputStream out = dialogue.sheet(mail.size() + mail.size() / 64 + 8);
        mail.appendStuffedTo(out);
        handedOver = true;
        dialogue.say(out);
        SmtpReply verdict = dialogue.reply();
        note(verdict);
        return verdict;
    }

    /** Reads so many replies; the first that refuses is kept. */
    private void read(int count) throws MessagingException {
        for (int i = 0; i < count; i++) {
            note(dialogue.reply());
        }
    }

    private void note(SmtpReply reply) {
        if (refusal.isEmpty() && reply.refuses()) {
            refusal = Optional.of(reply);
        }
    }

    private List<String> commands() {
        var commands = new ArrayList<String>();
        commands.add("MAIL FROM:<" + mail.from() + ">"
                + (dialogue.supportsExtension("SIZE") ? " SIZE=" + mail.size() : "")
                + (mail.eightBit() ? " BODY=8BITMIME" : "")
                + (mail.needsUtf8() ? " SMTPUTF8" : ""));
        for (Mailbox recipient : mail.to()) {
            commands.add("RCPT TO:<" + recipient + ">");
        }
        return commands;
    }

    private ByteArrayOutputStream lines(List<String> commands) {
        return lines(commands, 0);
    }

    /** @param room for what follows */
    private ByteArrayOutputStream lines(List<String> commands, int room) {
        ByteArrayOutputStream out = dialogue.sheet(commands.size() * USUAL_LINE + room);
        for (String command : commands) {
            out.writeBytes(command.getBytes(StandardCharsets.UTF_8));
            out.write('\r');
            out.write('\n');
        }
        return out;
    }
}
