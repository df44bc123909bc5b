package dev.fleetledger.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.util.Locale;
import java.util.Set;

/** Whether PostgreSQL's programs run on this machine as this user. */
final class Machine {
    private static final Set<String> SYSTEMS = Set.of("linux", "mac os x");
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    private Machine() {}

    static void requireSupported() {
        requireSupported(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        requireAllowed(System.getProperty("user.name", ""), LinuxUtils.isUnshareAvailable());
    }

    static void requireSupported(String system, String architecture) {
        if (!SYSTEMS.contains(system.toLowerCase(Locale.ROOT)) || !ARCHITECTURES.contains(architecture)) {
            throw new PlatformFailure("The embedded PostgreSQL runs on Linux and macOS, amd64 and arm64, not on "
                    + system + " " + architecture + ".");
        }
    }

    /** PostgreSQL refuses to run as root, except in a user namespace where root is nobody. */
    static void requireAllowed(String user, boolean userNamespaces) {
        if (user.equals("root") && !userNamespaces) {
            throw new PlatformFailure("PostgreSQL does not run as root, and this machine allows no user namespaces"
                    + " (unshare -U) to shed that in; start the platform as another user.");
        }
    }
}
