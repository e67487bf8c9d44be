package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationAllowListTest {
    private static ApplicationAllowList listed(String system, String user) {
        var configured = Map.of("signet.applications.system", system, "signet.applications.user", user);
        return ApplicationAllowList.from(key -> Optional.ofNullable(configured.get(key.key())));
    }

    @ParameterizedTest
    @CsvSource({
        "newspaper, SYSTEM, true",
        "newspaper, USER, true",
        "book shop, SYSTEM, true",
        "book shop, USER, false",
        "gazette, SYSTEM, false",
        "gazette, USER, true",
        "unlisted, SYSTEM, false",
        "news, SYSTEM, false",
        "Newspaper, SYSTEM, false",
        "'newspaper,book shop', SYSTEM, false",
        "'', SYSTEM, false",
        "'', USER, false"
    })
    void anApplicationMaySendOnlyAsTheSendersItIsListedFor(String application, SenderKind sender, boolean allowed) {
        ApplicationAllowList list = listed(" newspaper ,book shop,,", "newspaper,gazette");

        assertThat(list.allows(application, sender)).isEqualTo(allowed);
    }

    @Test
    void byDefaultNoApplicationMaySend() {
        ApplicationAllowList list = ApplicationAllowList.from(key -> Optional.empty());

        for (SenderKind sender : SenderKind.values()) {
            assertThat(list.allows("newspaper", sender)).isFalse();
            assertThat(list.allows("", sender)).isFalse();
        }
    }
}
