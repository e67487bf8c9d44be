package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.signetmail.server.NewerJdk;
import org.signetmail.server.PayaraMicro;

/** The journey on Payara Micro 7 (Jakarta EE 11). Skipped without a suitable JDK. */
@EnabledIf(value = "org.signetmail.server.NewerJdk#isFound", disabledReason = NewerJdk.MISSING)
class PayaraMicro7IT extends ArticleJourney {
    @Override
    TestEnvironment stage(Path folder) throws Exception {
        return new TestEnvironment("payara-micro-7", folder, PayaraMicro::seven);
    }

    @Test
    void onlyThePortOfThePagesIsOpen() throws IOException {
        assertThat(env.server.jvm().listeners()).containsExactly("tcp " + env.server.port());
    }

    /** Payara 7 reads payara-web.xml, and would log a deprecation if it read the older descriptor. */
    @Test
    void theSessionCookieIsSameSiteByADescriptorThatIsNotDeprecated() {
        AdministratorAtWork administrator = env.administrator();
        assertThat(administrator.page.context().cookies())
                .filteredOn(cookie -> cookie.name.equals("SIGNET"))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
                    assertThat(cookie.httpOnly).isTrue();
                });
        assertThat(env.server.log()).doesNotContain("glassfish-web.xml");
    }
}
