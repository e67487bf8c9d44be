package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;
import org.signetmail.web.SendersView.Remark;

/** The remarks at the field <em>System Generated Email</em>, and the sender preview. */
class SendersViewTest {
    private final EditedForm edited = new EditedForm();
    private final SendersView view = new SendersView();

    private List<Remark> remarks(String typed) {
        view.edited = edited;
        edited.form().put(Field.SYSTEM_MAILBOX, typed);
        return view.getRemarks();
    }

    @ParameterizedTest
    @CsvSource({
        "notices@contoso.onmicrosoft.com, contoso.onmicrosoft.com",
        "Notices@Contoso.OnMicrosoft.com, contoso.onmicrosoft.com",
        "notices@contoso.mail.onmicrosoft.com, contoso.mail.onmicrosoft.com",
        "' “notices@contoso.onmicrosoft.com”\u200B', contoso.onmicrosoft.com"
    })
    void anInitialDomainHasALimit(String typed, String domain) {
        assertThat(remarks(typed)).singleElement().satisfies(remark -> {
            assertThat(remark.headline()).isEqualTo("At most 100 external recipients a day.");
            assertThat(remark.text())
                    .startsWith(domain + " is the domain that Microsoft gave your tenant")
                    .endsWith("a mailbox of a domain of your own, which doesn’t have this limit.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "jane+shop@contoso.com, USER_EMAIL, jane@contoso.com, kept in that user’s Sent folder",
        "jane+shop@contoso.com, SYSTEM_GENERATED_EMAIL, notices@contoso.com, kept in its Sent folder",
        "notices+shop@contoso.com, SYSTEM_GENERATED_EMAIL, notices@contoso.com, kept in its Sent folder",
        "jane+shop@fabrikam.com, USER_EMAIL, notices@contoso.com, kept in its Sent folder"
    })
    void aUserWithATagSendsFromTheMailboxWithoutTheTag(String user, UserSender mode, String from, String kept) {
        SendersView.Preview preview =
                SendersView.preview(new Mailbox(user), new Mailbox("notices@contoso.com"), mode, List.of());

        assertThat(preview.line()).isEqualTo("From <b>" + from + "</b>, " + kept + ".");
        assertThat(preview.why()).endsWith("Replies go to " + user + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notices@contoso.onmicrosoft.us",
                "notices@contoso.partner.onmschina.cn",
                "notices@contoso.onmicrosoft.de"
            })
    void anInitialDomainOfANationalCloudIsExpectedToHaveTheLimit(String typed) {
        assertThat(remarks(typed)).singleElement().satisfies(remark -> {
            assertThat(remark.headline()).isEqualTo("Expect a limit of 100 external recipients a day.");
            assertThat(remark.text()).contains("it may hold here, too", "a domain of your own");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "notices",
                "notices@contoso.com",
                "notices@onmicrosoft.com.contoso.com",
                "notices@contosoonmicrosoft.com",
                "onmicrosoft.com@contoso.com"
            })
    void otherDomainsHaveNoRemark(String typed) {
        assertThat(remarks(typed)).isEmpty();
    }
}
