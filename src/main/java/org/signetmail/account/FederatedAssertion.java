package org.signetmail.account;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with a token of another identity provider, which the platform renews, such as a Kubernetes cluster with
 * workload identity. Nothing of it is stored, and it never expires.
 *
 * @param file an absolute path; read at each use
 * @see <a href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation">Workload identity federation</a>
 */
public record FederatedAssertion(Path file) implements Credential {
    /** Set by Microsoft's workload identity webhook in the pods of a Kubernetes cluster. */
    private static final String WEBHOOK_VARIABLE = "AZURE_FEDERATED_TOKEN_FILE";

    /** The file that the operator or the platform has set. No page can name one: Signet would send it to Entra. */
    public static Optional<FederatedAssertion> configured(Configuration configuration) {
        return configuration
                .text(ConfigurationKey.FEDERATED_TOKEN_FILE)
                .or(() -> configuration.text(WEBHOOK_VARIABLE))
                .map(file -> new FederatedAssertion(Path.of(file)));
    }
}
