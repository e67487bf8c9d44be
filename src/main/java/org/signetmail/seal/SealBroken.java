package org.signetmail.seal;

/** A sealed secret does not open: its key is not there, or it was sealed for another destination, or it was altered. */
public final class SealBroken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public SealBroken(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
