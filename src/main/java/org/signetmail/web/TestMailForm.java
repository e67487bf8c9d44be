package org.signetmail.web;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.signin.AdministratorsOnly;

/** The recipient's address for a test message, and the button beside it. */
@Named
@ViewScoped
@AdministratorsOnly
public class TestMailForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    EditedForm edited;

    @Inject
    TestRunner testRunner;

    @Inject
    CurrentWorkspace currentWorkspace;

    @Inject
    CurrentUser currentUser;

    private String recipient = "";

    public void testSettings() {
        edited.errors().remove(Field.TEST_RECIPIENT);
        try {
            currentWorkspace
                    .workspace()
                    .begin(testRunner.sendTestMail(new Mailbox(PastedText.clean(recipient)), currentUser.getName()));
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
