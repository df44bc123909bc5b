package dev.fleetledger.command.identity;

import dev.fleetledger.kit.security.Passwords;
import dev.fleetledger.kit.security.Sealer;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import java.util.Optional;

/** Passwords as the ledger keeps them: hashed, and the hash sealed for the user whose it is. */
public final class UserSecrets {
    private static final String FIELD = "password";

    private final Sealer sealer;
    private final Passwords passwords;

    public UserSecrets(Sealer sealer, Passwords passwords) {
        this.sealer = sealer;
        this.passwords = passwords;
    }

    /** The hash of a password, to be sealed; takes long, so is done before a number is chosen. */
    Secret hash(Secret password) {
        return passwords.hash(password);
    }

    Concealed seal(FleetId fleet, long user, Secret hash) {
        return sealer.seal(fleet, User.subject(user), FIELD, hash);
    }

    /** Whether that is the user's password; takes as long if there is no user. */
    boolean verify(FleetId fleet, Optional<User> user, Secret password) {
        var hash = user.map(found -> sealer.unseal(fleet, found.subject(), FIELD, found.passwordHash()));
        return passwords.verify(hash, password);
    }
}
