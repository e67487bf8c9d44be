package org.signetmail.seal;

/** A secret can't be sealed or unsealed: the key is missing, or the sealed form is for another destination or altered. */
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
