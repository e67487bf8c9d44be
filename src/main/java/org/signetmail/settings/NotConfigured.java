package org.signetmail.settings;

import org.signetmail.account.ExplainedException;

/** No mail can be sent because the administrator has not saved everything it needs, or has switched it off. */
public final class NotConfigured extends ExplainedException {
    private static final long serialVersionUID = 1L;

    public NotConfigured(String sentence) {
        super(sentence);
    }
}
