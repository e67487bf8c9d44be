package org.signetmail.account;

/** An exception whose message is a sentence for the person who gets it; never null. */
public abstract class ExplainedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    protected ExplainedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
