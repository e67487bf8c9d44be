package org.signetmail.settings;

import org.signetmail.account.ExplainedException;
import org.signetmail.text.Messages;

/** No mail can be sent because the administrator has not saved everything it needs, or has switched it off. */
public final class NotConfigured extends ExplainedException {
    private static final long serialVersionUID = 1L;

    public NotConfigured(String sentence) {
        super(sentence);
    }

    /** With the text of this key. */
    public static NotConfigured of(String key, Object... arguments) {
        return new NotConfigured(Messages.text(key, arguments));
    }
}
