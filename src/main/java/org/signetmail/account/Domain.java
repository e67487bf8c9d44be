package org.signetmail.account;

import java.util.regex.Pattern;

/**
 * A domain that mail addresses end in: in lower case and ASCII form (RFC 5890), as {@link Mailbox#domain()} gives it.
 *
 * <p>{@code @contoso.com} is read as the domain that it means; a whole address is not, because it may be meant for one
 * user alone.
 */
public record Domain(String name) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    /** Of what can't be read: enough to find it in the list. */
    private static final int SHOWN = 60;

    public Domain {
        String typed = InputRules.text(name, "Domain");
        int at = typed.lastIndexOf('@');
        if (at > 0) {
            throw new InvalidInput(quoted(typed) + " is an address. Enter only its domain, the part behind the @; it"
                    + " stands for all of its users.");
        }
        if (typed.startsWith("*.") || typed.startsWith(".")) {
            throw new InvalidInput(
                    quoted(typed) + " is not one domain. A sub-domain is a domain of its own: enter each by"
                            + " its name, such as mail.contoso.com.");
        }
        name = Idna.toAscii(typed.substring(at + 1));
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(quoted(typed) + " is not a domain, such as contoso.com.");
        }
    }

    /** Whether this is the domain of the mailbox. A sub-domain is another domain. */
    public boolean holds(Mailbox mailbox) {
        return name.equals(mailbox.domain());
    }

    private static String quoted(String typed) {
        return "“" + (typed.length() > SHOWN ? typed.substring(0, SHOWN) + "…" : typed) + "”";
    }

    @Override
    public String toString() {
        return name;
    }
}
