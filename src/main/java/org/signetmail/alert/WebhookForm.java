package org.signetmail.alert;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.signetmail.text.Messages;

/** The form of the JSON that a webhook is sent. The names are stored. */
public enum WebhookForm {
    /** Signet's own: an object with flat fields. */
    GENERIC("alert.form.generic"),
    /**
     * A message with an adaptive card, for a workflow of Teams.
     *
     * @see <a href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">Send
     *     adaptive cards using an incoming webhook</a>
     */
    TEAMS("alert.form.teams"),
    /**
     * A text in Slack's markup.
     *
     * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/">Incoming webhooks</a>
     */
    SLACK("alert.form.slack");

    private final String label;

    WebhookForm(String label) {
        this.label = label;
    }

    public String label() {
        return Messages.text(label);
    }

    /** The body of a request, in UTF-8. */
    byte[] body(Alert alert) {
        JsonObject body = switch (this) {
            case GENERIC -> generic(alert);
            case TEAMS -> teams(alert);
            case SLACK ->
                Json.createObjectBuilder()
                        .add("text", "*" + escaped(alert.headline()) + "*\n" + escaped(alert.text()))
                        .build();
        };
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject generic(Alert alert) {
        var body = Json.createObjectBuilder()
                .add("event", alert.event())
                .add("headline", alert.headline())
                .add("text", alert.text())
                .add("at", alert.at().toString());
        alert.daysLeft().ifPresent(days -> body.add("daysLeft", days));
        return body.build();
    }

    private static JsonObject teams(Alert alert) {
        var card = Json.createObjectBuilder()
                .add("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .add("type", "AdaptiveCard")
                .add("version", "1.4")
                .add(
                        "body",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("type", "TextBlock")
                                        .add("text", alert.headline())
                                        .add("weight", "Bolder")
                                        .add("size", "Medium")
                                        .add("wrap", true))
                                .add(Json.createObjectBuilder()
                                        .add("type", "TextBlock")
                                        .add("text", alert.text())
                                        .add("wrap", true)));
        return Json.createObjectBuilder()
                .add("type", "message")
                .add(
                        "attachments",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("contentType", "application/vnd.microsoft.card.adaptive")
                                        .add("content", card)))
                .build();
    }

    /** Slack reads these three characters as its markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
