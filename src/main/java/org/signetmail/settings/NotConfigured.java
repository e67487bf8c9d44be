package org.signetmail.settings;

/** No mail can be sent because the administrator has not saved everything it needs, or has switched it off. */
public final class NotConfigured extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public NotConfigured(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
