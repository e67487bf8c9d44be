package org.signetmail.account;

import java.nio.file.Path;

/**
 * A file with a token of another identity provider, which the platform renews, such as a Kubernetes cluster with
 * workload identity. Nothing of it is stored, and it never expires.
 *
 * @param file an absolute path; read at each use
 * @see <a href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation">Workload identity federation</a>
 */
public record FederatedAssertion(Path file) implements Credential {}
