package org.signetmail.token;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import org.signetmail.account.CertificateCredential;

/**
 * A JSON web signature in compact form, signed with a certificate's key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, section 7.1</a>
 */
public final class SignedJwt {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private SignedJwt() {}

    /** RFC 7518, sections 3.3 and 3.5. */
    public enum Algorithm {
        PS256,
        RS256;

        private Signature signature() throws GeneralSecurityException {
            if (this == RS256) {
                return Signature.getInstance("SHA256withRSA");
            }
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            return pss;
        }
    }

    /**
     * Returns the signed token.
     *
     * @param header must name the algorithm as {@code alg}
     */
    public static String sign(
            JsonObject header, JsonObject claims, CertificateCredential certificate, Algorithm algorithm) {
        String signed = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = algorithm.signature();
            signature.initSign(certificate.key());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException notInThisJdk) {
            throw new IllegalStateException(notInThisJdk);
        }
    }

    private static String encoded(JsonObject json) {
        return BASE64URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
