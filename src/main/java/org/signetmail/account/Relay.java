package org.signetmail.account;

/** An SMTP server other than Microsoft's, and how connections to it are encrypted. */
public record Relay(SmtpServer server, TlsMode tls) {}
