package org.signetmail.jndi;

import org.signetmail.account.ExplainedException;
import org.signetmail.text.Messages;

/** Thrown if a session may not be used to send, or no longer. The message was sent to no recipient. */
final class SendingDenied extends ExplainedException {
    private static final long serialVersionUID = 1L;

    SendingDenied(String sentence) {
        super(sentence);
    }

    /** With the text of this key. */
    static SendingDenied of(String key, Object... arguments) {
        return new SendingDenied(Messages.text(key, arguments));
    }
}
