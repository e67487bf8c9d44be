package org.signetmail.signin;

import jakarta.enterprise.context.RequestScoped;

/**
 * Whether the caller of this request was found to be an administrator. A page asks its beans hundreds of times in a request, and
 * each question to the container's policy takes longer than the answer. Sign-out takes it back.
 */
@RequestScoped
class Admission {
    private boolean granted;

    boolean isGranted() {
        return granted;
    }

    void grant() {
        granted = true;
    }

    void takeBack() {
        granted = false;
    }
}
