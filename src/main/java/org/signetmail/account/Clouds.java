package org.signetmail.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clouds on offer: Microsoft's, then the operator's own if there is one. No other host ever gets a client secret. */
public record Clouds(List<Cloud> all) {
    public Clouds {
        all = List.copyOf(all);
    }

    public static Clouds with(Optional<Cloud> custom) {
        var all = new ArrayList<>(Cloud.MICROSOFT);
        custom.ifPresent(all::add);
        return new Clouds(all);
    }

    public Optional<Cloud> find(String id) {
        return all.stream().filter(cloud -> cloud.id().equals(id)).findFirst();
    }
}
