package org.signetmail.account;

/** A secret from the configuration, exactly as it was set. Never prints itself. */
public record ConfiguredSecret(String value) {
    @Override
    public String toString() {
        return "ConfiguredSecret[…]";
    }
}
