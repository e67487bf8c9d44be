package org.signetmail.account;

/**
 * A typed value that can't be right, with a sentence for the person who typed it.
 *
 * <p>Thrown by the compact constructors of this room: what got past them is trusted everywhere behind. The message never
 * repeats a secret.
 */
public class InvalidInput extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidInput(String sentence) {
        super(sentence);
    }
}
