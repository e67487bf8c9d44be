package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.settings.SampleSettings;

/** What guide, status and fields show during set-up, before anything was saved. */
class SetUpViewsTest {
    private static final Instant NOW = Instant.parse("2026-03-12T13:48:07Z");

    @TempDir
    Path folder;

    private PageFixture page;

    @BeforeEach
    void open() {
        page = new PageFixture(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        page.close();
    }

    private void turnOn() {
        page.request();
        page.edited.form().put(Field.CUSTOM_SERVER, true);
        page.page.changed();
        page.render();
    }

    private void type(Field field, String text) {
        page.request().type(field, text).render();
    }

    private void typeContoso() {
        turnOn();
        type(Field.CLIENT_ID, SampleSettings.CONTOSO.client().value());
        type(Field.TENANT_ID, SampleSettings.CONTOSO.tenant().value());
    }

    private List<String> steps() {
        return page.guide.getSteps().stream().map(GuideView.Step::state).toList();
    }

    @Nested
    class BeforeAnythingIsTyped {
        @Test
        void itIsNotSetUp() {
            assertThat(page.status.getTag().words()).isEqualTo("Not set up");
            assertThat(page.status.getSaveState()).isEqualTo("Nothing saved yet");
            assertThat(page.guide.isShown()).isFalse();
        }

        @Test
        void theFirstStepIsNextOnceItIsTurnedOn() {
            turnOn();

            assertThat(page.guide.isShown()).isTrue();
            assertThat(steps()).containsExactly("next", "", "", "", "", "", "", "");
            assertThat(page.guide.getDone()).isZero();
            assertThat(page.credentials.getHelp()).isEqualTo("Needs Client ID, Tenant ID and Client Secret first.");
            assertThat(page.credentials.isPossible()).isFalse();
        }
    }

    @Nested
    class DuringSetUp {
        @Test
        void bothIdsAreTwoSteps() {
            typeContoso();

            assertThat(steps()).containsExactly("done", "done", "next", "", "", "", "", "");
            assertThat(page.status.isDirty()).isTrue();
            assertThat(page.status.getTag().words()).isEqualTo("Not tested");
            assertThat(page.credentials.getHelp()).isEqualTo("Needs Client Secret first.");
        }

        @Test
        void anIdThatCantBeReadIsPointedOutAndIsNoStep() {
            turnOn();
            type(Field.CLIENT_ID, "6731de76");

            assertThat(page.fields.getErrors()).containsOnlyKeys("clientId");
            assertThat(page.fields.getWrongFields()).isEqualTo("clientId");
            assertThat(steps()).startsWith("next");
        }

        @Test
        void anEmptyFieldIsNotPointedOutBeforeASave() {
            typeContoso();

            assertThat(page.fields.getErrors()).isEmpty();
        }

        @Test
        void aSecretIdInsteadOfTheValueIsPointedOut() {
            typeContoso();
            page.request();
            page.secrets.takeClientSecret("0b9e7a51-3c1d-4a0e-9f43-6a5f1a2b3c4d");
            page.page.changed();
            page.render();

            assertThat(page.fields.getErrors().get("clientSecret")).startsWith("This looks like a Secret ID");
        }
    }

    @Nested
    class BeforeTheRenderResponse {
        @Test
        void theViewsAreEmpty() {
            typeContoso();
            page.request();

            assertThat(page.guide.getSteps()).isEmpty();
            assertThat(page.fields.getWas()).isEmpty();
            assertThat(page.status.isDirty()).isFalse();
        }
    }
}
