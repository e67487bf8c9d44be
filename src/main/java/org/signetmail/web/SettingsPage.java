package org.signetmail.web;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Unacceptable;
import org.signetmail.gate.ForAdministrators;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsChange;

/** The settings page: what is typed on it, and what its buttons do. What it shows besides is said by the views. */
@Named
@ViewScoped
@ForAdministrators
public class SettingsPage implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    SavedState saved;

    @Inject
    Counter counter;

    @Inject
    TestBench bench;

    @Inject
    Visitor visitor;

    @Inject
    MyDesk mine;

    private SettingsForm form = new SettingsForm();
    private SettingsForm base = new SettingsForm();
    private long version;
    private boolean replacing;
    private String testRecipient = "";
    private String askedUser = "";
    private String notice = "";
    private boolean secretTypable;
    private final EnumMap<Field, String> errors = new EnumMap<>(Field.class);

    @PostConstruct
    void open() {
        takeSaved();
        mine.desk().draft().ifPresent(draft -> {
            form = draft.typed().copy();
            base = draft.base().copy();
            version = draft.version();
            secretTypable = counter.secretTypable(this);
            notice = "What you typed before is still here, not saved yet. A secret is never kept: type it again.";
        });
    }

    /** Something was typed or chosen: it is kept, and what can't be right is pointed out. */
    public void changed() {
        Counter.Reading reading = counter.read(form, version);
        reading.errors().keySet().removeIf(field -> form.isKeptBlank(field) && !errors.containsKey(field));
        takeErrors(reading);
        keepDraft();
        redrawSecret();
    }

    public void save() {
        notice = "";
        Counter.Reading reading = counter.read(form, version);
        takeErrors(reading);
        if (!errors.isEmpty()) {
            notice = "Not saved yet: " + labels() + (errors.size() == 1 ? " needs" : " need") + " attention.";
            return;
        }
        Counter.Answer answer = counter.save(reading.change(), visitor.getName());
        errors.putAll(answer.errors());
        notice = answer.notice();
        if (answer.saved()) {
            takeSaved();
            mine.desk().clear();
            mine.desk().credentials().filter(CredentialsRun::passed).ifPresent(bench::rememberIfSaved);
            Redraw.everything();
        } else {
            answer.theirs().ifPresent(this::mergeWith);
        }
    }

    /** Puts back what is saved. */
    public void discard() {
        takeSaved();
        notice = "";
        mine.desk().clear();
        Redraw.everything();
    }

    public void replaceSecret() {
        replacing = true;
        redrawSecret();
    }

    public void keepSecret() {
        replacing = false;
        redrawSecret();
        errors.remove(Field.CLIENT_SECRET);
        errors.remove(Field.PASSWORD);
    }

    public void testCredentials() {
        Counter.Reading reading = counter.read(form, version);
        reading.errors().keySet().retainAll(Field.CREDENTIALS);
        takeErrors(reading);
        keepDraft();
        if (errors.isEmpty()) {
            candidate(reading.change()).ifPresent(account -> mine.desk().begin(bench.testCredentials(account)));
        }
    }

    public void cancelTest() {
        mine.desk().credentials().ifPresent(CredentialsRun::cancel);
    }

    public void testSettings() {
        errors.remove(Field.TEST_RECIPIENT);
        try {
            mine.desk().begin(bench.sendTestMail(new Mailbox(PastedText.of(testRecipient))));
        } catch (Unacceptable refused) {
            errors.put(Field.TEST_RECIPIENT, refused.getMessage());
        }
    }

    private Optional<MailAccount> candidate(SettingsChange change) {
        Counter.Candidate candidate = counter.candidate(change);
        errors.putAll(candidate.errors());
        notice = candidate.notice();
        return candidate.account();
    }

    private void takeSaved() {
        saved.readAgain();
        form = SettingsForm.of(saved.settings());
        base = form.copy();
        version = saved.settings().version();
        replacing = false;
        errors.clear();
        secretTypable = counter.secretTypable(this);
    }

    /** Takes what another saved where nothing was typed here. What is typed stays, a typed secret in its field too. */
    private void mergeWith(MailSettings theirs) {
        saved.readAgain();
        SettingsForm typed = form;
        form = typed.rebased(base, SettingsForm.of(theirs));
        base = SettingsForm.of(theirs);
        version = theirs.version();
        keepDraft();
        Redraw.fields(form.differencesFrom(typed));
        redrawSecret();
    }

    private void redrawSecret() {
        boolean now = counter.secretTypable(this);
        if (now != secretTypable) {
            secretTypable = now;
            Redraw.secret();
        }
    }

    private void keepDraft() {
        if (typedSomething()) {
            mine.desk().keep(new Desk.Draft(form.copy(), base, version));
        } else {
            mine.desk().clear();
        }
    }

    private void takeErrors(Counter.Reading reading) {
        errors.clear();
        errors.putAll(reading.errors());
    }

    private String labels() {
        return errors.keySet().stream().map(Field::label).collect(Collectors.joining(", "));
    }

    boolean typedSomething() {
        return form.differencesFrom(base).findAny().isPresent();
    }

    SettingsForm form() {
        return form;
    }

    SettingsForm base() {
        return base;
    }

    long version() {
        return version;
    }

    AuthenticationType type() {
        return AuthenticationType.valueOf(form.get(Field.TYPE));
    }

    Map<Field, String> errors() {
        return errors;
    }

    public Map<String, String> getForm() {
        return form.getValues();
    }

    public boolean isCustomServer() {
        return form.customServer();
    }

    public void setCustomServer(boolean on) {
        form.put(Field.CUSTOM_SERVER, on);
    }

    public boolean isReplacing() {
        return replacing;
    }

    public String getNotice() {
        return notice;
    }

    public String getTestRecipient() {
        return testRecipient;
    }

    public void setTestRecipient(String typed) {
        testRecipient = typed;
    }

    public String getAskedUser() {
        return askedUser;
    }

    public void setAskedUser(String typed) {
        askedUser = typed;
    }
}
