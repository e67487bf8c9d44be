package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.TlsMode;
import org.signetmail.alert.AlertChange;

class WarningsFormTest {
    private final WarningsForm form = new WarningsForm();

    @Test
    void emptyFieldsMeanNoChannel() {
        form.setRelayHost(null);
        form.setRelayUser(null);
        form.setRelaySender(null);
        form.setWebhookForm(null);

        assertThat(form.change("", "", ""))
                .isEqualTo(new AlertChange(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void aServerIsReadWithItsPort() {
        form.setRelayHost("Mail.Example");
        form.setRelayPort(" 2525 ");
        form.setRelaySender("alerts@partner.example");

        var relay = form.change("", "", "").relay().orElseThrow();
        assertThat(relay.relay().server().host()).isEqualTo("mail.example");
        assertThat(relay.relay().server().port()).isEqualTo(2525);
        assertThat(relay.relay().tls()).isEqualTo(TlsMode.STARTTLS);
        assertThat(relay.user()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "smtp", "0", "65536"})
    void anotherPortIsRefused(String port) {
        form.setRelayHost("mail.example");
        form.setRelayPort(port);
        form.setRelaySender("alerts@partner.example");

        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> form.change("", "", ""));
    }

    @Test
    void aServerNeedsASender() {
        form.setRelayHost("mail.example");

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> form.change("", "", ""))
                .withMessageContaining("address in From");
    }
}
