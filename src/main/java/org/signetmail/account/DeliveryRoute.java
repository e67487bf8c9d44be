package org.signetmail.account;

import org.signetmail.text.Messages;

/**
 * The API to submit messages to Exchange Online by. Each requires its own permission; neither permission covers the
 * other.
 */
public enum DeliveryRoute {
    /** Microsoft Graph {@code sendMail}, with the application permission Mail.Send of Microsoft Graph. */
    GRAPH("account.route.graph", "Mail.Send"),
    /** SMTP submission with XOAUTH2, with the application permission SMTP.SendAsApp of Office 365 Exchange Online. */
    SMTP("account.route.smtp", "SMTP.SendAsApp");

    private final String label;
    private final String appRole;

    DeliveryRoute(String label, String appRole) {
        this.label = Messages.text(label);
        this.appRole = appRole;
    }

    public DeliveryRoute other() {
        return this == GRAPH ? SMTP : GRAPH;
    }

    public String label() {
        return label;
    }

    /** The app role in a token for this route, unless Exchange grants the permission by RBAC for Applications. */
    public String appRole() {
        return appRole;
    }
}
