package org.signetmail.delivery;

/** Whoever wants to send through a session may not, or no longer. Nobody gets the mail. */
public final class TurnedAway extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public TurnedAway(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
