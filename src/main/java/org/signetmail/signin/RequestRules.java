package org.signetmail.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request must be like before anything of it is read; decided by its head alone.
 *
 * <p>Signet has no upload, and its pages send forms of a few kilobytes. Without a limit of its own a container writes each
 * part of a multipart request to the disk and holds it in memory, whoever sent it.
 */
final class RequestRules {
    /** Most bytes of a body without a signed-in session: a user name, a password and some hidden fields. */
    static final int LIMIT_ANONYMOUS = 64 * 1024;

    /** The same of a signed-in session: the largest form that can be saved is half of this. */
    static final int LIMIT_SIGNED_IN = 1024 * 1024;

    /** By this parameter alone Jakarta Faces tells that a form was sent. */
    private static final String VIEW_STATE = "jakarta.faces.ViewState";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private RequestRules() {}

    /**
     * Why a request is answered without being read.
     *
     * @param status of HTTP
     * @param words a sentence for who reads the answer, and for the log: nothing of what was sent
     */
    record Refusal(int status, String words) {}

    /** Why this request is refused by what its head says, if it is. Reads no parameter. */
    static Optional<Refusal> refusalOf(HttpServletRequest request) {
        if (isMultipart(request.getContentType())) {
            return Optional.of(new Refusal(415, "Signet takes no files."));
        }
        if (request.getContentLengthLong() > most(request)) {
            return Optional.of(tooLarge(request));
        }
        if (isOfAnotherSite(request)) {
            return Optional.of(new Refusal(403, "A page of another site sent this."));
        }
        return Optional.empty();
    }

    static Refusal tooLarge(HttpServletRequest request) {
        return new Refusal(413, "Signet takes at most " + most(request) / 1024 + " KB at once.");
    }

    /** Most bytes that the body of this request may have. */
    static int most(HttpServletRequest request) {
        return request.getUserPrincipal() == null ? LIMIT_ANONYMOUS : LIMIT_SIGNED_IN;
    }

    /**
     * A form comes by POST. Faces takes one by any method: with what was typed in the address, and from any other site, since
     * a SameSite=Lax cookie goes along with a link.
     *
     * @param request whose body may be read
     */
    static Optional<Refusal> refusalOfForm(HttpServletRequest request) {
        return !request.getMethod().equals("POST") && request.getParameterMap().containsKey(VIEW_STATE)
                ? Optional.of(new Refusal(405, "A form is sent by POST."))
                : Optional.empty();
    }

    private static boolean isMultipart(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /**
     * Whether the browser says that its page is of another site, or of a sibling host of this one.
     *
     * <p>By Fetch Metadata alone, which every current browser sends over https and to localhost, and no page can forge.
     * {@code Origin} decides nothing: a proxy may have replaced the {@code Host} that it would be compared with, and for our
     * forms it is {@code null}, since our pages don't tell where a visitor came from (Fetch Standard, "append a request Origin
     * header"). Where the browser sends no metadata, the state of the view is what another site can't know, and the cookie
     * what it can't send along.
     *
     * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch Metadata Request Headers, section 2.2</a>
     */
    private static boolean isOfAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null
                && !READING.contains(request.getMethod())
                && !Set.of("same-origin", "none").contains(site.strip().toLowerCase(Locale.ROOT));
    }
}
