package org.signetmail.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses with the same first bits, such as {@code 192.168.0.0/16}. Never a name: nothing is looked up.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632</a>, <a href="https://www.rfc-editor.org/rfc/rfc4291">RFC 4291</a>
 */
record AddressBlock(InetAddress first, int bits) {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Of a literal that is known to be one, with or without a length. */
    static AddressBlock of(String literal) {
        return find(literal).orElseThrow(() -> new IllegalArgumentException(literal));
    }

    /** A literal address, or one with a length behind it; empty if it is neither. */
    static Optional<AddressBlock> find(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int all = address.get().getAddress().length * Byte.SIZE;
        String length = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
        return length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= all
                ? Optional.of(new AddressBlock(address.get(), Integer.parseInt(length)))
                : Optional.empty();
    }

    private static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty(); // The JDK would take it for a name, or read a shorter form in its own way.
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
