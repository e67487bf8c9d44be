package org.signetmail.account;

/** An SMTP server that is not Microsoft's, with the way it is spoken to. */
public record Relay(SmtpServer server, TlsMode tls) {}
