package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.signetmail.seal.SealedData;

/** Provides all sealed texts to the seal. */
@ApplicationScoped
class SettingsSealedData implements SealedData {
    @Inject
    NewTransaction transaction;

    private Iterable<SealedTable> further = List.of();

    @Inject
    void set(@Any Instance<SealedTable> found) {
        further = found;
    }

    void set(List<SealedTable> found) {
        further = found;
    }

    /** The tables of other packages. */
    Iterable<SealedTable> further() {
        return further;
    }

    @Override
    public List<String> all() {
        return transaction.of(entities -> {
            var all = new ArrayList<>(StoredSettings.read(entities).sealed());
            further.forEach(table -> all.addAll(table.sealed(entities)));
            return all;
        });
    }
}
