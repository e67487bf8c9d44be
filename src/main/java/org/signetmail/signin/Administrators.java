package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** The register of those who may sign in. */
@ApplicationScoped
class Administrators {
    /** The one user name there is. */
    static final String ADMIN = "admin";

    static final String ROLE = "administrator";

    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    @Inject
    Clock clock;

    @Transactional
    boolean none() {
        return entities.createQuery("select count(a) from Administrator a", Long.class)
                        .getSingleResult()
                == 0;
    }

    /** Empty for a name that can't be one: PostgreSQL takes no NUL in a text, and would fail at the question. */
    @Transactional
    Optional<String> passwordHashOf(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return Optional.ofNullable(entities.find(Administrator.class, name)).map(Administrator::passwordHash);
    }

    /** Stores the same password by the present rule, unless another one was set meanwhile. */
    @Transactional
    void rehash(String name, String password, String former) {
        entities.createQuery(
                        "update Administrator a set a.passwordHash = :hash where a.name = :name and a.passwordHash = :former")
                .setParameter("hash", PasswordHash.store(password))
                .setParameter("name", name)
                .setParameter("former", former)
                .executeUpdate();
    }

    /** Stores the password's hash for {@link #ADMIN}, who is registered where unknown so far. */
    @Transactional
    void setPassword(String password) {
        var admin = Optional.ofNullable(entities.find(Administrator.class, ADMIN));
        var changed = admin.orElseGet(() -> new Administrator(ADMIN));
        changed.setPasswordHash(PasswordHash.store(password), clock.instant());
        if (admin.isEmpty()) {
            entities.persist(changed);
        }
    }
}
