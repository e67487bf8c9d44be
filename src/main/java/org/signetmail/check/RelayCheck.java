package org.signetmail.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.signetmail.account.MailAccount.SmtpRelay;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.smtp.RelayProbe;
import org.signetmail.text.Messages;
import org.signetmail.token.TokenException;

/** Checks an SMTP relay by a connection and sign-in. */
record RelayCheck(SmtpRelay account, RelayProbe relays) implements AccountCheck {

    @Override
    public List<String> steps() {
        boolean tls = account.relay().tls() != TlsMode.NONE;
        String answers = account.login()
                .map(login -> Messages.text(
                        tls ? "check.relay.tlsAndUser" : "check.relay.user",
                        host(),
                        login.destination().user()))
                .orElseGet(() -> Messages.text(tls ? "check.relay.tls" : "check.step.answers", host()));
        return List.of(Messages.text("check.step.wellFormed"), answers);
    }

    @Override
    public Optional<Symptom> run(CheckProgress checkProgress, TimeBudget timeBudget)
            throws TokenException, TimeoutException, InterruptedException {
        checkProgress.passed(""); // A MailAccount is always well formed.
        var symptom = timeBudget.wait(() -> relays.tryConnect(account));
        if (symptom.isEmpty()) {
            checkProgress.passed("");
        }
        return symptom;
    }

    @Override
    public Peer peer() {
        return Peer.SMTP;
    }

    @Override
    public Findings.FindingContext context() {
        return new Findings.FindingContext(null, null, host(), "", "", "", "");
    }

    @Override
    public Set<Match.Circumstance> circumstances(Symptom symptom) {
        return Set.of();
    }

    private String host() {
        return account.relay().server().host();
    }
}
