package org.signetmail.account;

import java.util.regex.Pattern;

/**
 * The domain of mail addresses, in lower case and ASCII form (RFC 5890), as {@link Mailbox#domain()} returns it.
 *
 * <p>{@code @contoso.com} is accepted as {@code contoso.com}. A whole address is refused, as it may be meant for one
 * user only.
 */
public record Domain(String name) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{4,253}$)(" + Idna.LABEL + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    /** Characters of refused input to show: enough to find it in the list. */
    private static final int SHOWN = 60;

    public Domain {
        String typed = InputRules.text(name, "account.domain.label");
        int at = typed.lastIndexOf('@');
        if (at > 0) {
            throw InvalidInput.of("account.domain.isAddress", shortened(typed));
        }
        if (typed.startsWith("*.") || typed.startsWith(".")) {
            throw InvalidInput.of("account.domain.pattern", shortened(typed));
        }
        name = Idna.toAscii(typed.substring(at + 1));
        if (!isName(name)) {
            throw InvalidInput.of("account.domain.form", shortened(typed));
        }
    }

    /** Whether it is a host name of at least two labels, in lower case and ASCII form. */
    static boolean isName(String ascii) {
        return NAME.matcher(ascii).matches();
    }

    /** Whether this is the domain of the mailbox. A sub-domain is another domain. */
    public boolean holds(Mailbox mailbox) {
        return name.equals(mailbox.domain());
    }

    private static String shortened(String typed) {
        return typed.length() > SHOWN ? typed.substring(0, SHOWN) + "…" : typed;
    }

    @Override
    public String toString() {
        return name;
    }
}
