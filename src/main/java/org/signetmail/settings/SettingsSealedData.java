package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.signetmail.seal.SealedData;

/** Tells the seal which secrets are stored. */
@ApplicationScoped
class SettingsSealedData implements SealedData {
    @Inject
    NewTransaction transaction;

    @Override
    public List<String> all() {
        return transaction.of(
                entities -> entities.find(SettingsRow.class, SettingsRow.ID).sealed());
    }
}
