package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signetmail.settings.MailSettings;

/** The merge of local edits with settings that another administrator saved meanwhile. */
class SettingsFormTest {
    private final SettingsForm base = SettingsForm.of(MailSettings.NOTHING_SAVED);
    private final SettingsForm mine = base.copy();
    private final SettingsForm theirs = base.copy();

    @Test
    void aFieldEditedOnlyHereStaysAsTyped() {
        mine.put(Field.HOST, "mine.contoso.com");

        assertThat(mine.rebased(base, theirs).get(Field.HOST)).isEqualTo("mine.contoso.com");
    }

    @Test
    void aFieldEditedOnlyThereIsTheirs() {
        theirs.put(Field.HOST, "theirs.contoso.com");

        assertThat(mine.rebased(base, theirs).get(Field.HOST)).isEqualTo("theirs.contoso.com");
    }

    @Test
    void aFieldEditedByBothStaysAsTypedHere() {
        mine.put(Field.HOST, "mine.contoso.com");
        theirs.put(Field.HOST, "theirs.contoso.com");

        assertThat(mine.rebased(base, theirs).get(Field.HOST)).isEqualTo("mine.contoso.com");
    }

    @Test
    void aFieldEmptiedHereStaysEmpty() {
        base.put(Field.WARNED, "max@contoso.com");
        mine.put(Field.WARNED, "");
        theirs.put(Field.WARNED, "max@contoso.com\njane@contoso.com");

        assertThat(mine.rebased(base, theirs).isBlank(Field.WARNED)).isTrue();
    }

    @Test
    void blanksAtLineEndsAreNoDifference() {
        base.put(Field.WARNED, "max@contoso.com\njane@contoso.com");
        mine.put(Field.WARNED, " max@contoso.com \n\njane@contoso.com\n");
        theirs.put(Field.WARNED, "jane@contoso.com");

        assertThat(mine.differencesFrom(base)).isEmpty();
        assertThat(mine.rebased(base, theirs).get(Field.WARNED)).isEqualTo("jane@contoso.com");
    }

    @Test
    void theMergeChangesNeitherForm() {
        mine.put(Field.HOST, "mine.contoso.com");
        mine.rebased(base, theirs);

        assertThat(theirs.isBlank(Field.HOST)).isTrue();
        assertThat(mine.get(Field.HOST)).isEqualTo("mine.contoso.com");
    }
}
