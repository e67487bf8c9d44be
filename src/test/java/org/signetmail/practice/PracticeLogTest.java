package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice tenant writes nothing down that a test of the product then finds in a log. */
class PracticeLogTest extends WithPracticeTenant {

    /** Collects what any logger says. */
    private static final class Ear extends Handler {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord said) {
            heard.add(said.getMessage() + Arrays.toString(said.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void noSecretIsLoggedAtTheFinestLevel() throws Exception {
        String plain = "\0" + Contoso.RELAY_USER + "\0" + Contoso.RELAY_PASSWORD;
        String relayLogin = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        var root = Logger.getLogger("");
        Level before = root.getLevel();
        var ear = new Ear();
        ear.setLevel(Level.ALL);
        root.addHandler(ear);
        root.setLevel(Level.ALL);
        String token;
        try {
            token = practiceClient.token(PracticeClient.EXCHANGE_SCOPE);
            try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
                assertThat(smtp.say("AUTH XOAUTH2 " + SmtpClient.sasl(Contoso.SHARED, token)))
                        .startsWith("235");
            }
            try (var smtp = new SmtpClient(practiceClient, tenant.relay().startTlsPort())) {
                smtp.reply();
                smtp.say("EHLO app.contoso.example");
                smtp.say("STARTTLS");
                smtp.startTls();
                smtp.say("EHLO app.contoso.example");
                assertThat(smtp.say("AUTH PLAIN " + relayLogin)).startsWith("235");
            }
        } finally {
            root.setLevel(before);
            root.removeHandler(ear);
        }

        assertThat(ear.heard)
                .noneMatch(line -> line.contains(Contoso.CLIENT_SECRET))
                .noneMatch(line -> line.contains(token))
                .noneMatch(line -> line.contains(relayLogin))
                .noneMatch(line -> line.contains(Contoso.RELAY_PASSWORD));
    }

    @Test
    void aPortInUseIsSaidInASentence(@TempDir Path folder) {
        int taken = tenant.smtpPort();

        assertThatThrownBy(() -> PracticeTenant.start(new PracticeTenant.Ports(0, taken, 0), folder))
                .isInstanceOf(PortTaken.class)
                .hasMessage("Port " + taken + " is in use by another program.");
    }
}
