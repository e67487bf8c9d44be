package org.signetmail.practice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The organisation of the practice tenant: one registered application, its secrets and a few mailboxes. */
public final class Contoso {
    public static final String NAME = "Contoso";
    public static final String DOMAIN = "contoso.example";

    /** A second domain of the same organisation. */
    public static final String FURTHER_DOMAIN = "fabrikam.example";

    public static final String TENANT_ID = "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b";

    public static final String APPLICATION_NAME = "Signet Mail";
    public static final String CLIENT_ID = "4f2a1c0e-7b1d-4c55-9a3e-2d6f8b10c7a4";
    /** Object ID of the app registration, beside the Client ID on its overview page. */
    public static final String OBJECT_ID = "5d9c3b7e-41f2-4a80-b6d5-0e8a72c9f164";

    /** Object id of the enterprise application, not of the app registration. */
    public static final String SERVICE_PRINCIPAL_ID = "7a1f0c52-3d8e-4b6a-9f27-c4e05b91d836";

    /** Forty characters with a tilde as Entra makes them, and a plus sign, which a careless form encoding turns into a blank. */
    public static final String CLIENT_SECRET = "kP38Q~v+Jt0ZcW.rL2-mXyB_nE5gTsU9dHaCfQ1w";

    /** A second live secret of the same application, for changing from one to the other. */
    public static final String NEW_SECRET = "wR61Q~d+Hs4NbV.yK8-pGzT_cM2uLfX7jEaYoB9q";

    /** The column beside the value in the Entra admin center, and what is pasted by mistake. */
    public static final String SECRET_ID = "c0b5a1d7-62e4-4f39-8a0b-1e7d94f3c258";

    public static final String EXPIRED_SECRET = "hT17Q~k+Ye2MdS.wA9-vJnC_xP4rBzG6iKoUqL3f";

    /** The system mailbox; the application has FullAccess. */
    public static final String NOTIFICATIONS = "notifications@contoso.example";

    /** A user's mailbox; the application has FullAccess. */
    public static final String FIRST_USER = "first.user@contoso.example";

    /** A user's mailbox to which the application has no permission in Exchange. */
    public static final String SECOND_USER = "second.user@contoso.example";

    /** A shared mailbox; the application has FullAccess. */
    public static final String SHARED = "shared@contoso.example";

    /** A user's mailbox of the second domain; the application has FullAccess. */
    public static final String FURTHER_USER = "user@fabrikam.example";

    /** Somebody outside. Every address of another domain has an inbox. */
    public static final String GUEST = "guest@partner.example";

    /** Sign-in of the ordinary relay. */
    public static final String RELAY_USER = "mailer";

    public static final String RELAY_PASSWORD = "practice relay pass+word~1";

    static final List<String> MAILBOXES = List.of(NOTIFICATIONS, FIRST_USER, SECOND_USER, SHARED, FURTHER_USER);
    private static final Pattern STAFF = Pattern.compile("staff[0-9]{2}@contoso\\.example");
    private static final Set<String> FULL_ACCESS = Set.of(NOTIFICATIONS, FIRST_USER, SHARED, FURTHER_USER);

    private Contoso() {}

    /** One of a hundred mailboxes more; the application has FullAccess. */
    public static String staff(int number) {
        return "staff%02d@%s".formatted(number, DOMAIN);
    }

    /** Exchange doesn't tell capitals apart, neither in the domain nor before the at sign. */
    static String canonical(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    static boolean isMailbox(String address) {
        return MAILBOXES.contains(canonical(address)) || isStaff(address);
    }

    static boolean isFullyAccessible(String address) {
        return FULL_ACCESS.contains(canonical(address)) || isStaff(address);
    }

    private static boolean isStaff(String address) {
        return STAFF.matcher(canonical(address)).matches();
    }

    static boolean isInside(String address) {
        String inside = canonical(address);
        return inside.endsWith("@" + DOMAIN) || inside.endsWith("@" + FURTHER_DOMAIN);
    }
}
