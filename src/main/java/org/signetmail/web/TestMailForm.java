package org.signetmail.web;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.signin.AdministratorsOnly;

/** The address that is typed for a test mail, and the button beside it. */
@Named
@ViewScoped
@AdministratorsOnly
public class TestMailForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    EditedForm edited;

    @Inject
    TestRunner bench;

    @Inject
    CurrentWorkspace mine;

    @Inject
    CurrentUser currentUser;

    private String recipient = "";

    public void testSettings() {
        edited.errors().remove(Field.TEST_RECIPIENT);
        try {
            mine.workspace().begin(bench.sendTestMail(new Mailbox(PastedText.of(recipient)), currentUser.getName()));
        } catch (InvalidInput refused) {
            edited.errors().put(Field.TEST_RECIPIENT, refused.getMessage());
        }
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String typed) {
        recipient = typed;
    }
}
