package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** The users who may sign in, with their password hashes. */
@ApplicationScoped
class Administrators {
    /** The only user name. */
    static final String ADMIN = "admin";

    static final String ROLE = "administrator";

    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    @Inject
    Clock clock;

    @Transactional
    boolean isEmpty() {
        return entities.createQuery("select count(a) from Administrator a", Long.class)
                        .getSingleResult()
                == 0;
    }

    /**
     * Empty for an unknown name, and for one with control characters: PostgreSQL rejects a query with NUL in a text.
     */
    @Transactional
    Optional<String> passwordHashOf(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return Optional.ofNullable(entities.find(Administrator.class, name)).map(Administrator::passwordHash);
    }

    /**
     * Hashes the same password with the current algorithm and rounds, unless another password was set in the meantime.
     */
    @Transactional
    void rehash(String name, String password, String former) {
        entities.createQuery(
                        "update Administrator a set a.passwordHash = :hash where a.name = :name and a.passwordHash ="
                                + " :former")
                .setParameter("hash", PasswordHash.hash(password))
                .setParameter("name", name)
                .setParameter("former", former)
                .executeUpdate();
    }

    /** Stores the password's hash for {@link #ADMIN}, and creates that user if missing. */
    @Transactional
    void setPassword(String password) {
        var admin = Optional.ofNullable(entities.find(Administrator.class, ADMIN));
        var changed = admin.orElseGet(() -> new Administrator(ADMIN));
        changed.setPasswordHash(PasswordHash.hash(password), clock.instant());
        if (admin.isEmpty()) {
            entities.persist(changed);
        }
    }
}
