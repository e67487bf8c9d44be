package org.signetmail.settings;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.signetmail.account.Clouds;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayAllowList;
import org.signetmail.database.SignetDataSource;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.RelayLookup;
import org.signetmail.net.SeveralAddresses;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealOnDisk;

/**
 * The settings store outside a server: the product's data source, migrations, persistence unit, entities and seal, in a
 * folder of the test. Closing and reopening it simulates a restart.
 */
public final class StoreOnDisk implements AutoCloseable {
    private final Connection keepsTheFileOpen;
    private final PersistenceUnit unit;
    private final SettingsStore settings = new SettingsStore();
    private final CredentialStore credentials;
    private final KeyRotation rotation = new KeyRotation();
    private final SettingsSealedData secrets;
    private final Seal seal;
    private final AtomicInteger transactions = new AtomicInteger();

    /** By default every name resolves to a public address. */
    private AddressResolver names = host -> List.of(SeveralAddresses.address("203.0.113.25"));

    private StoreOnDisk(Storage storage, SignetDataSource database, Path folder, Clock clock, Clouds clouds)
            throws SQLException {
        keepsTheFileOpen = database.getConnection();
        unit = PersistenceUnit.on(storage, database);
        secrets = new SettingsSealedData();
        secrets.transaction = transaction();
        seal = SealOnDisk.at(folder.resolve("signet.key"), secrets, clock);
        settings.transaction = transaction();
        settings.clock = clock;
        settings.clouds = clouds;
        settings.seal = seal;
        settings.sealedData = secrets;
        rotation.transaction = transaction();
        rotation.clock = clock;
        rotation.seal = seal;
        rotation.sealedData = secrets;
        settings.relays = new AllowedRelays();
        credentials = credentials(settings);
        settings.relays.lookup = new RelayLookup(RelayAllowList.DEFAULT, host -> names.addressesOf(host));
    }

    /** Opens or creates the embedded database in the folder. */
    public static StoreOnDisk open(Path folder, Clock clock) {
        return open(Storage.H2_WITH_ECLIPSELINK, folder, clock);
    }

    public static StoreOnDisk open(Path folder, Clock clock, Clouds clouds) {
        return open(Storage.H2_WITH_ECLIPSELINK, folder, clock, clouds);
    }

    /** The same with another database: each folder has its own. */
    public static StoreOnDisk open(Storage storage, Path folder, Clock clock) {
        return open(storage, folder, clock, Clouds.with(Optional.empty()));
    }

    public static StoreOnDisk open(Storage storage, Path folder, Clock clock, Clouds clouds) {
        return open(storage, storage.database(folder), folder, clock, clouds);
    }

    /** Uses an external database; only the key is in the folder. */
    static StoreOnDisk open(Storage storage, SignetDataSource database, Path folder, Clock clock) {
        return open(storage, database, folder, clock, Clouds.with(Optional.empty()));
    }

    /** Uses an external database, with the addresses of a custom cloud. */
    public static StoreOnDisk open(
            Storage storage, SignetDataSource database, Path folder, Clock clock, Clouds clouds) {
        try {
            return new StoreOnDisk(storage, database, folder, clock, clouds);
        } catch (SQLException closed) {
            throw new IllegalStateException(closed);
        }
    }

    /** Adds a table of another package whose secrets a new key concerns. */
    public void add(SealedTable table) {
        secrets.set(List.of(table));
    }

    /** Resolves names with this resolver from now on. */
    void resolvingBy(AddressResolver resolver) {
        names = resolver;
    }

    /** Saves a relay without authentication, as versions without the allow-list did. */
    public void saveWithoutAllowing(Relay relay) throws Exception {
        AllowedRelays asking = settings.relays;
        settings.relays = new AllowedRelays() {
            @Override
            void requireAllowed(MailSettings wanted, MailSettings saved) {}
        };
        settings.save(
                SampleSettings.blank(SampleSettings.with(
                        settings.load().version(), true, AuthenticationType.NONE, null, relay, null)),
                "admin");
        settings.relays = asking;
    }

    public SettingsStore settings() {
        return settings;
    }

    /** The credentials in the store of these settings. */
    public static CredentialStore credentials(SettingsStore settings) {
        var credentials = new CredentialStore();
        credentials.transaction = settings.transaction;
        credentials.settings = settings;
        credentials.clock = settings.clock;
        credentials.clouds = settings.clouds;
        credentials.seal = settings.seal;
        return credentials;
    }

    public CredentialStore credentials() {
        return credentials;
    }

    /** The renewal of certificates, as another node has it, too. */
    public RenewalStore renewal() {
        var renewal = new RenewalStore();
        renewal.transaction = settings.transaction;
        renewal.store = settings;
        renewal.clock = settings.clock;
        renewal.clouds = settings.clouds;
        renewal.seal = settings.seal;
        return renewal;
    }

    /** Runs key rotations in these transactions from now on. */
    void rotateIn(NewTransaction other) {
        rotation.transaction = other;
    }

    /** Makes the database unreachable from now on. */
    public void loseDatabase() {
        unit.loseDatabase();
    }

    public KeyRotation rotation() {
        return rotation;
    }

    public Seal seal() {
        return seal;
    }

    /** For tests of other packages with tables in the same database. */
    public EntityManagerFactory entities() {
        return unit.entities();
    }

    /** Runs the work in a transaction, as the container would. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        return inTransaction(unit.entities(), work);
    }

    /** How many transactions this store has begun. */
    public int transactions() {
        return transactions.get();
    }

    private <T> T inTransaction(EntityManagerFactory entities, Function<EntityManager, T> work) {
        try (EntityManager opened = entities.createEntityManager()) {
            transactions.incrementAndGet();
            opened.getTransaction().begin();
            try {
                T result = work.apply(opened);
                opened.getTransaction().commit();
                return result;
            } finally {
                if (opened.getTransaction().isActive()) {
                    opened.getTransaction().rollback();
                }
            }
        }
    }

    /** For stores of other packages in the same database. */
    public NewTransaction transaction() {
        return new NewTransaction() {
            @Override
            public <T> T of(Function<EntityManager, T> work) {
                return inTransaction(work);
            }
        };
    }

    @Override
    public void close() {
        unit.close();
        try {
            keepsTheFileOpen.close();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
