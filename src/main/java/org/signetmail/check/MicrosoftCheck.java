package org.signetmail.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.MailAccount.Microsoft365;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.text.Messages;
import org.signetmail.token.AccessToken;
import org.signetmail.token.AuthorityProbe;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/** Checks a Microsoft 365 account: requests a new token from Entra and checks its claims. */
record MicrosoftCheck(
        Microsoft365 account, TokenSource tokens, AuthorityProbe authority, Findings findings, Clock clock)
        implements AccountCheck {

    @Override
    public List<String> steps() {
        return List.of(
                Messages.text("check.step.wellFormed"),
                Messages.text(
                        "check.step.answers", application().cloud().authority().getHost()),
                Messages.text(isSecret() ? "check.step.token" : "check.step.credential"),
                Messages.text("check.step.claims"),
                Messages.text("check.step.permission", account.route().label()));
    }

    private boolean isSecret() {
        return account.credentials().credential() instanceof ClientSecret;
    }

    @Override
    public Optional<Symptom> run(CheckProgress checkProgress, TimeBudget timeBudget)
            throws TokenException, TimeoutException, InterruptedException {
        checkProgress.passed(""); // A MailAccount is always well formed.
        checkProgress.passed(
                millis(timeBudget.wait(() -> authority.reach(application().cloud()))));
        Instant requestedAt = clock.instant();
        AccessToken token =
                timeBudget.wait(() -> tokens.uncached().freshTokenFor(account.credentials(), account.route()));
        checkProgress.setToken(token);
        checkProgress.passed(millis(Duration.between(requestedAt, clock.instant())));
        var claims = token.claims();
        if (claims.isEmpty()) {
            checkProgress.skipped(Messages.text("check.unreadable"));
            checkProgress.skipped(Messages.text("check.unreadable"));
            return Optional.empty();
        }
        var claimsCheck = new TokenClaimsCheck(claims.get(), account, clock.instant());
        var mismatch = claimsCheck.mismatch();
        if (mismatch.isPresent()) {
            return mismatch;
        }
        checkProgress.passed(claimsCheck.isTenantComparable() ? "" : Messages.text("check.tenantNotCompared"));
        claimsCheck
                .withoutRole()
                .ifPresentOrElse(
                        symptom -> checkProgress.warned(
                                findings.brief(symptom, context()),
                                findings.explain(symptom, context(), circumstances(symptom))),
                        () -> checkProgress.passed(account.route().appRole()));
        return Optional.empty();
    }

    @Override
    public Peer peer() {
        return Peer.ENTRA;
    }

    @Override
    public Findings.FindingContext context() {
        var cloud = application().cloud();
        return new Findings.FindingContext(
                cloud,
                account.route(),
                cloud.authority().getHost(),
                application().tenant().value(),
                application().client().value(),
                "",
                "");
    }

    @Override
    public Set<Match.Circumstance> circumstances(Symptom symptom) {
        return account.credentials().credential() instanceof ClientSecret secret && secret.looksLikeSecretId()
                ? Set.of(Match.Circumstance.SECRET_LOOKS_LIKE_ID)
                : Set.of();
    }

    private ApplicationRegistration application() {
        return account.credentials().application();
    }

    private static String millis(Duration took) {
        return Messages.text("check.millis", took.toMillis());
    }
}
