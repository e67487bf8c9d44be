package org.signetmail.settings;

/** A secret is stored, but for another destination than the one now wanted: it must be typed again. */
public final class SecretRequired extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public SecretRequired(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
