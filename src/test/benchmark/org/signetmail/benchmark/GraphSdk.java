package org.signetmail.benchmark;

import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Microsoft's SDK, with a token in its hand and a mail as JSON, which is its way; text and HTML are one body of their size. */
final class GraphSdk implements Contender.OneByOne {
    private static final String BODY = SampleMail.TEXT + SampleMail.HTML;

    private final GraphServiceClient client;

    GraphSdk(Target target) {
        client = new GraphServiceClient(new BaseBearerTokenAuthenticationProvider(new OneToken(target.host())));
        client.getRequestAdapter().setBaseUrl("https://" + target.host() + ":" + target.graph() + "/v1.0");
    }

    @Override
    public void send() {
        var message = new Message();
        message.setSubject(SampleMail.subject());
        var body = new ItemBody();
        body.setContentType(BodyType.Html);
        body.setContent(BODY);
        message.setBody(body);
        var address = new EmailAddress();
        address.setAddress(Target.RECIPIENT);
        var recipient = new Recipient();
        recipient.setEmailAddress(address);
        message.setToRecipients(List.of(recipient));
        var request = new SendMailPostRequestBody();
        request.setMessage(message);
        client.users().byUserId(Target.USER).sendMail().post(request);
    }

    private record OneToken(String host) implements AccessTokenProvider {
        @Override
        public String getAuthorizationToken(URI uri, Map<String, Object> more) {
            return Target.TOKEN;
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return new AllowedHostsValidator(host);
        }
    }
}
