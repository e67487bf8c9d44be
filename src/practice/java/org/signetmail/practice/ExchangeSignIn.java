package org.signetmail.practice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The AUTH command of Exchange's submission port. */
final class ExchangeSignIn {
    private static final String USERNAME = "VXNlcm5hbWU6";
    private static final String PASSWORD = "UGFzc3dvcmQ6";

    private final SmtpWire wire;
    private final Failures failures;
    private final ExchangeRules rules;
    private final RequestLog requests;

    ExchangeSignIn(SmtpWire wire, Failures failures, ExchangeRules rules, RequestLog requests) {
        this.wire = wire;
        this.failures = failures;
        this.rules = rules;
        this.requests = requests;
    }

    /** The mailbox that may now send; empty when refused. The reply has been sent in any case. */
    Optional<String> attempt(String rest, boolean tls) throws IOException {
        String[] words = rest.split(" ", 2);
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        String given = words.length > 1 ? words[1] : "";
        boolean xoauth2 = mechanism.equals("XOAUTH2") && !failures.is(Failure.NO_XOAUTH2);
        if (!tls || (!xoauth2 && !mechanism.equals("LOGIN"))) {
            log(mechanism, "", tls, given);
            wire.send("504 5.7.4 Unrecognized authentication type");
            return Optional.empty();
        }
        return xoauth2 ? byToken(given, tls) : byPassword(given, tls);
    }

    private Optional<String> byToken(String given, boolean tls) throws IOException {
        String answer = given.isEmpty() ? challenge("") : given;
        Optional<SaslAnswer> sasl = SaslAnswer.read(answer);
        log("XOAUTH2", sasl.map(SaslAnswer::user).orElse(""), tls, answer);
        Optional<String> refusal = rules.atXoauth2(sasl, requests.now());
        wire.send(refusal.orElse("235 2.7.0 Authentication successful"));
        return refusal.isPresent() ? Optional.empty() : sasl.map(who -> Contoso.canonical(who.user()));
    }

    private Optional<String> byPassword(String given, boolean tls) throws IOException {
        String user = given.isEmpty() ? challenge(USERNAME) : given;
        String password = challenge(PASSWORD);
        log("LOGIN", plain(user), tls, user + "\n" + password);
        wire.send(rules.atLogin(requests.now()));
        return Optional.empty();
    }

    private String challenge(String base64) throws IOException {
        wire.send("334 " + base64);
        return wire.line().orElse("");
    }

    private void log(String mechanism, String user, boolean tls, String given) {
        var decoded = new StringBuilder(given);
        given.lines().forEach(line -> decoded.append('\n').append(plain(line)));
        requests.add(new RequestLog.MailAuth(requests.now(), "Exchange", mechanism, user, tls), decoded.toString());
    }

    private static String plain(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return base64;
        }
    }
}
