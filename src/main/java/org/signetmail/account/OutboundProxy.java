package org.signetmail.account;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP proxy for requests to Entra and Graph ({@code signet.proxy}), if configured. Prints neither user nor
 * password.
 *
 * @param address unresolved, to be looked up when used; a literal IPv6 address is in brackets
 * @param login the proxy's user name and password; empty for a proxy without authentication
 */
public record OutboundProxy(Optional<InetSocketAddress> address, Optional<ProxyLogin> login) {
    public static final OutboundProxy NONE = new OutboundProxy(Optional.empty(), Optional.empty());

    /** The default port of http (RFC 9110 section 4.2.1) and of the JVM's {@code http.proxyPort}. */
    private static final int DEFAULT_PORT = 80;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9._-]+)?])(?::([0-9]{1,5}))?");

    /**
     * Parses {@code http://user:password@host:port}; only the host is required. User and password are percent-encoded
     * in UTF-8. The host may contain underscores, which {@link java.net.URI} rejects.
     *
     * @throws InvalidInput if it is anything else; the message names the key and repeats nothing of the value
     */
    public static OutboundProxy at(String configured) {
        String rest = configured.strip();
        Matcher scheme = SCHEME.matcher(rest);
        if (scheme.matches()) {
            if (!scheme.group(1).toLowerCase(Locale.ROOT).equals("http")) {
                throw InvalidInput.of("account.proxy.kind");
            }
            rest = scheme.group(2);
        }
        int end = endOfAuthority(rest);
        if (end < rest.length() && !rest.substring(end).equals("/")) {
            // Not ignored: the real host follows an unencoded / or # in a password.
            throw InvalidInput.of("account.proxy.end");
        }
        String authority = rest.substring(0, end);
        int at = authority.lastIndexOf('@');
        return new OutboundProxy(
                Optional.of(hostAndPort(authority.substring(at + 1))),
                at < 1 ? Optional.empty() : Optional.of(login(authority.substring(0, at))));
    }

    private static int endOfAuthority(String rest) {
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static InetSocketAddress hostAndPort(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches() || isInvalidLiteral(parts.group(1))) {
            throw InvalidInput.of("account.proxy.host");
        }
        int port = parts.group(2) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535) {
            throw InvalidInput.of("account.proxy.port");
        }
        return InetSocketAddress.createUnresolved(parts.group(1), port);
    }

    /**
     * Whether this is in brackets without being the IPv6 address of a host. getByName never looks up a name in
     * brackets.
     */
    private static boolean isInvalidLiteral(String host) {
        if (!host.startsWith("[")) {
            return false;
        }
        try {
            return InetAddress.getByName(host.replaceFirst("%.*", "]")).isMulticastAddress();
        } catch (UnknownHostException notAnAddress) {
            return true;
        }
    }

    private static ProxyLogin login(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new ProxyLogin(decoded(text), "")
                : new ProxyLogin(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
    }

    /** Not {@link java.net.URLDecoder}, which decodes a plus sign to a space. */
    private static String decoded(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        var plain = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                plain.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw badEncoding();
            }
            plain.write(high * 16 + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw badEncoding();
        }
    }

    private static InvalidInput badEncoding() {
        return InvalidInput.of("account.proxy.encoding");
    }

    @Override
    public String toString() {
        return "OutboundProxy["
                + address.map(at -> at.getHostString() + ":" + at.getPort()).orElse("none") + "]";
    }
}
