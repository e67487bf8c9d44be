package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.seal.SealOnDisk;

/** The private keys in a server's embedded database, opened with its key file as an intruder with both would. */
record SealedKeys(Path data) {

    /** All of them; a copy of the files is read, which also works while the server uses them. */
    List<RSAPrivateCrtKey> all(Path copyTo) throws IOException, SQLException, GeneralSecurityException, SealBroken {
        Files.createDirectories(copyTo);
        for (String file : List.of("signet.mv.db", "signet.key")) {
            Files.copy(data.resolve(file), copyTo.resolve(file));
        }
        Seal seal = SealOnDisk.at(copyTo.resolve("signet.key"), List::of, Clock.systemUTC());
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + copyTo.resolve("signet"));
        database.setUser("signet");
        database.setPassword("");
        var keys = new ArrayList<RSAPrivateCrtKey>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select sealed, bound_to from credential where kind = 'CERTIFICATE' order by number")) {
            while (rows.next()) {
                var binding = new ArrayList<>(List.of(rows.getString("bound_to").split("\n", -1)));
                binding.add("certificate");
                String privateKey = seal.open(rows.getString("sealed"), binding).split("\n", -1)[1];
                keys.add((RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey))));
            }
        }
        assertThat(keys).isNotEmpty();
        return keys;
    }
}
