package org.signetmail.account;

/** What Entra gives a token for. One value: changed credentials are other credentials, also as a key. */
public record ClientCredentials(ApplicationRegistration application, ClientSecret secret) {}
