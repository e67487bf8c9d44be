package org.signetmail.account;

/**
 * The credentials that Entra issues a token for. Immutable and compared by value, so they can be the key of a cache.
 */
public record ClientCredentials(ApplicationRegistration application, Credential credential) {}
