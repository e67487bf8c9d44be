package org.signetmail.account;

/**
 * What an application proves its identity with to Entra. Immutable and compared by value. Never prints a secret or a
 * private key.
 */
public sealed interface Credential permits ClientSecret, CertificateCredential, FederatedAssertion {}
