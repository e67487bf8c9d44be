package org.signetmail.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.text.Messages;

/**
 * Refuses requests before their body is read, by their head alone.
 *
 * <p>Signet has no upload, and its pages send forms of a few kilobytes. Without a limit a container stores each part of
 * any client's multipart request in memory and on disk.
 */
final class RequestRules {
    /** Maximum body size in bytes without a signed-in session: user name, password and some hidden fields. */
    static final int LIMIT_ANONYMOUS = 64 * 1024;

    /** Maximum body size in bytes with a signed-in session: twice the largest form that can be saved. */
    static final int LIMIT_SIGNED_IN = 1024 * 1024;

    /** The parameter by which Jakarta Faces detects a submitted form. */
    private static final String VIEW_STATE = "jakarta.faces.ViewState";

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private RequestRules() {}

    /**
     * The reason why a request is refused unread.
     *
     * @param status HTTP status code
     * @param message a sentence for the response and the log; contains nothing of the request
     */
    record Refusal(int status, String message) {}

    /** Returns the refusal of this request by its head, if any. Reads no parameter. */
    static Optional<Refusal> refusalOf(HttpServletRequest request) {
        if (isMultipart(request.getContentType())) {
            return Optional.of(new Refusal(415, Messages.text("signin.request.files")));
        }
        if (request.getContentLengthLong() > maxBytes(request)) {
            return Optional.of(tooLarge(request));
        }
        if (isCrossSite(request)) {
            return Optional.of(new Refusal(403, Messages.text("signin.request.otherSite")));
        }
        return Optional.empty();
    }

    static Refusal tooLarge(HttpServletRequest request) {
        return new Refusal(413, Messages.text("signin.request.large", maxBytes(request) / 1024));
    }

    /** Maximum body size of this request in bytes. */
    static int maxBytes(HttpServletRequest request) {
        return request.getUserPrincipal() == null ? LIMIT_ANONYMOUS : LIMIT_SIGNED_IN;
    }

    /**
     * Refuses forms that are not sent by POST. Faces accepts them by any method: input would end up in the address, and
     * another site could send a form, since browsers add SameSite=Lax cookies to links.
     *
     * @param request its body may be read
     */
    static Optional<Refusal> refusalOfForm(HttpServletRequest request) {
        return !request.getMethod().equals("POST") && request.getParameterMap().containsKey(VIEW_STATE)
                ? Optional.of(new Refusal(405, Messages.text("signin.request.post")))
                : Optional.empty();
    }

    private static boolean isMultipart(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /**
     * Whether the browser reports that the request comes from a page of another site or a sibling host.
     *
     * <p>Uses Fetch Metadata alone, which every current browser sends over https and to localhost, and which no page
     * can forge. {@code Origin} is ignored: a proxy may have replaced the {@code Host} to compare it with, and for
     * Signet's forms it is {@code null} because of {@code Referrer-Policy: no-referrer} (Fetch Standard, "append a
     * request Origin header"). Without metadata, the view state and the SameSite cookie protect: another site can't
     * know the first or send the second.
     *
     * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch Metadata Request Headers,
     * section 2.2</a>
     */
    private static boolean isCrossSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null
                && !SAFE_METHODS.contains(request.getMethod())
                && !Set.of("same-origin", "none").contains(site.strip().toLowerCase(Locale.ROOT));
    }
}
