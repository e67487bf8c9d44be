package org.signetmail.account;

/** A secret that the operator configured: exactly the characters that were set. Never prints itself. */
public record ConfiguredSecret(String value) {
    @Override
    public String toString() {
        return "ConfiguredSecret[…]";
    }
}
