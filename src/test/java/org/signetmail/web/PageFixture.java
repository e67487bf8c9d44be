package org.signetmail.web;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.signetmail.account.Clouds;
import org.signetmail.check.Findings;
import org.signetmail.expiry.NoticesOnDisk;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.StoreOnDisk;

/**
 * The settings page without a server: its beans on a real store, each with the lifetime of its scope.
 * {@link #request()} begins the next request of the same view, {@link #render()} its render response phase.
 */
@SuppressWarnings({"UnnecessaryAssignment", "NullAway.Init"}) // There is no container here.
final class PageFixture implements AutoCloseable {
    final StoreOnDisk disk;
    final Clock clock;
    final Workspace workspace;
    final EditedForm edited = new EditedForm();
    final SettingsPage page = new SettingsPage();

    SavedState saved;
    TypedSecrets secrets;
    FormState state;
    CredentialsView credentials;
    TestMailView testMail;
    FieldsView fields;
    StatusView status;
    GuideView guide;
    SendersView senders;
    BannersView banners;
    HistoryView history;
    EndLookUpView lookUp;
    EntraLinks links;
    SealingKeyPage sealingKey;

    private final Clouds clouds = Clouds.with(Optional.empty());
    private boolean rendering;
    private int formReads;

    PageFixture(Path folder, Clock clock) {
        this.clock = clock;
        disk = StoreOnDisk.open(folder, clock);
        workspace = new Workspace(clock.instant());
        request();
        edited.open();
        page.open();
        render();
    }

    /** Begins the next request, before its values are applied to the form. */
    PageFixture request() {
        rendering = false;
        CurrentWorkspace currentWorkspace = new CurrentWorkspace() {
            @Override
            Workspace workspace() {
                return workspace;
            }
        };
        var runs = new TestRunSnapshots();
        runs.currentWorkspace = currentWorkspace;
        saved = new SavedState();
        secrets = new TypedSecrets();
        state = new FormState() {
            @Override
            boolean isRendering() {
                return rendering;
            }

            @Override
            Reading read(SettingsForm form) {
                formReads++;
                return super.read(form);
            }
        };
        credentials = new CredentialsView();
        testMail = new TestMailView();
        fields = new FieldsView();
        status = new StatusView();
        guide = new GuideView();
        senders = new SendersView();
        banners = new BannersView();
        history = new HistoryView();
        lookUp = new EndLookUpView();
        links = new EntraLinks();
        sealingKey = new SealingKeyPage();

        edited.saved = saved;
        edited.currentWorkspace = currentWorkspace;
        saved.store = disk.settings();
        saved.runs = runs;
        state.edited = edited;
        state.saved = saved;
        state.clouds = clouds;
        state.secrets = secrets;
        credentials.edited = edited;
        credentials.state = state;
        credentials.runs = runs;
        credentials.clock = clock;
        testMail.saved = saved;
        testMail.state = state;
        testMail.runs = runs;
        testMail.findings = new Findings();
        testMail.clock = clock;
        fields.edited = edited;
        fields.saved = saved;
        fields.state = state;
        fields.clouds = clouds;
        fields.expiry = NoticesOnDisk.of(disk, clock);
        fields.clock = clock;
        status.edited = edited;
        status.saved = saved;
        status.state = state;
        status.credentials = credentials;
        status.clock = clock;
        links.edited = edited;
        links.state = state;
        links.clouds = clouds;
        guide.edited = edited;
        guide.saved = saved;
        guide.state = state;
        guide.links = links;
        guide.credentials = credentials;
        senders.edited = edited;
        senders.page = page;
        senders.state = state;
        banners.saved = saved;
        banners.findings = testMail.findings;
        banners.expiry = fields.expiry;
        banners.relay = new RelayNotice() {
            @Override
            boolean isDue(MailSettings settings) {
                return false;
            }
        };
        banners.state = state;
        banners.clock = clock;
        lookUp.currentWorkspace = currentWorkspace;
        lookUp.state = state;
        lookUp.findings = testMail.findings;
        lookUp.clock = clock;
        history.saved = saved;
        history.state = state;
        sealingKey.rotation = disk.rotation();
        sealingKey.page = page;
        sealingKey.saved = saved;
        page.saved = saved;
        page.edited = edited;
        page.state = state;
        page.currentWorkspace = currentWorkspace;
        page.saving = new FormSave();
        page.saving.store = disk.settings();
        page.saving.state = state;
        page.saving.secrets = secrets;
        return this;
    }

    /** Submits this value in the next request and calls the listener of the field. */
    PageFixture type(Field field, String text) {
        edited.form().put(field, text);
        page.changed();
        return this;
    }

    /** Enters the render response phase. */
    PageFixture render() {
        rendering = true;
        return this;
    }

    /** The beans by their names in expressions. */
    Map<String, Object> named() {
        var beans = new LinkedHashMap<String, Object>();
        beans.put("settingsPage", page);
        beans.put("credentialsView", credentials);
        beans.put("testMailView", testMail);
        beans.put("fieldsView", fields);
        beans.put("statusView", status);
        beans.put("guideView", guide);
        beans.put("sendersView", senders);
        beans.put("bannersView", banners);
        beans.put("historyView", history);
        beans.put("endLookUpView", lookUp);
        beans.put("entraLinks", links);
        beans.put("sealingKeyPage", sealingKey);
        return beans;
    }

    /** How often the whole form was parsed since the view was opened. */
    int formReads() {
        return formReads;
    }

    @Override
    public void close() {
        disk.close();
    }
}
