/** Value types for mailboxes, domains, accounts and their credentials, each valid once constructed. */
@NullMarked
package org.signetmail.account;

import org.jspecify.annotations.NullMarked;
