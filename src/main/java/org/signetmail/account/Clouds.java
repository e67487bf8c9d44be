package org.signetmail.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The available clouds: Microsoft's, then the custom one if configured. A client secret is sent to no other host. */
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
