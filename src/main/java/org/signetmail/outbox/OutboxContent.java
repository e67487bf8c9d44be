package org.signetmail.outbox;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome.RefusedRecipient;

/** The recipients and the sealed content of accepted messages. All in the caller's transaction. */
final class OutboxContent {
    /** Bytes of the longest part of a content: the embedded database limits a value to a megabyte. */
    private static final int PART = 512 * 1024;

    private OutboxContent() {}

    static void addRecipients(EntityManager entities, long number, List<Mailbox> recipients) {
        for (int position = 0; position < recipients.size(); position++) {
            entities.createNativeQuery("insert into outbox_recipient (message, position, address) values (?1, ?2, ?3)")
                    .setParameter(1, number)
                    .setParameter(2, position)
                    .setParameter(3, recipients.get(position).address())
                    .executeUpdate();
        }
    }

    /** Notes that these recipients get nothing. */
    static void refuse(EntityManager entities, long number, List<RefusedRecipient> refused) {
        for (RefusedRecipient recipient : refused) {
            entities.createNativeQuery("update outbox_recipient set refused = ?1 where message = ?2 and address = ?3")
                    .setParameter(1, OutboxEvent.shortened(recipient.words()))
                    .setParameter(2, number)
                    .setParameter(3, recipient.address())
                    .executeUpdate();
        }
    }

    static Set<String> refused(EntityManager entities, long number) {
        var refused = new HashSet<String>();
        for (Object address : entities.createNativeQuery(
                        "select address from outbox_recipient where message = ?1 and refused is not null")
                .setParameter(1, number)
                .getResultList()) {
            refused.add((String) address);
        }
        return refused;
    }

    static void add(EntityManager entities, long number, byte[] content) {
        for (int part = 0; part * PART < content.length; part++) {
            entities.createNativeQuery("insert into outbox_content (message, part, content) values (?1, ?2, ?3)")
                    .setParameter(1, number)
                    .setParameter(2, part)
                    .setParameter(
                            3, Arrays.copyOfRange(content, part * PART, Math.min(content.length, (part + 1) * PART)))
                    .executeUpdate();
        }
    }

    static byte[] read(EntityManager entities, long number) {
        var whole = new ByteArrayOutputStream();
        for (Object part : entities.createNativeQuery(
                        "select content from outbox_content where message = ?1 order by part")
                .setParameter(1, number)
                .getResultList()) {
            whole.writeBytes((byte[]) part);
        }
        return whole.toByteArray();
    }

    static void delete(EntityManager entities, long number) {
        entities.createNativeQuery("delete from outbox_content where message = ?1")
                .setParameter(1, number)
                .executeUpdate();
    }
}
