package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.signetmail.seal.SealedData;

/** Provides the sealed texts of the settings to the seal. */
@ApplicationScoped
class SettingsSealedData implements SealedData {
    @Inject
    NewTransaction transaction;

    @Override
    public List<String> all() {
        return transaction.of(entities -> StoredSettings.read(entities).sealed());
    }
}
