package dev.fleetledger.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder with all that a standalone platform keeps, readable by its owner only and used by one platform at a time. */
public final class DataFolder implements AutoCloseable {
    /** Where it is unless somebody says otherwise, in the working directory. */
    public static final Path DEFAULT = Path.of(".fleet");

    private static final String FORMAT = "1";
    private static final long NEEDED_MIB = 512;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens the folder, making it if it is absent, and keeps every other platform out until it is closed.
     *
     * @throws PlatformFailure if another platform has it open, it is of another format or not ours at all, cannot be written, or
     *     less than 512 MiB are free on its disk
     */
    public static DataFolder open(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            requireSpace(path, Files.getFileStore(path).getUsableSpace() >> 20);
            requireOurs(path);
            var lock = lock(path);
            try {
                return prepare(path, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new PlatformFailure("This user may not write the data folder " + path + ".", e);
        } catch (IOException e) {
            throw new PlatformFailure("The data folder " + path + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Whether a platform has the folder open now. */
    public static boolean isOpen(Path folder) {
        var file = folder.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new PlatformFailure("The data folder " + folder + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** The folder itself, absolute. */
    public Path path() {
        return path;
    }

    /** For {@link EmbeddedKafka}. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** For {@link EmbeddedPostgresql}. */
    public Path postgres() {
        return path.resolve("postgres");
    }

    /** For the local state of Kafka Streams, which can be rebuilt. */
    public Path streams() {
        return path.resolve("streams");
    }

    /** Lets another platform open the folder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new PlatformFailure("The data folder " + path + " cannot be closed: " + e.getMessage() + ".", e);
        }
    }

    static void requireSpace(Path path, long freeMib) {
        if (freeMib < NEEDED_MIB) {
            throw new PlatformFailure("Only " + freeMib + " MiB are free on the disk of " + path + "; at least "
                    + NEEDED_MIB + " MiB are needed.");
        }
    }

    /** A folder with other things in it was named by mistake: it must not be changed, not even its permissions. */
    private static void requireOurs(Path path) throws IOException {
        if (Files.exists(path.resolve("version"))) {
            return;
        }
        try (var files = Files.list(path)) {
            if (!files.map(Path::getFileName).map(Path::toString).allMatch(Set.of("lock", "version.new")::contains)) {
                throw new PlatformFailure(path
                        + " is not empty and not a data folder of this platform; name another folder for the data.");
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var file = path.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                var pid = Long.toString(ProcessHandle.current().pid());
                channel.truncate(0);
                channel.write(StandardCharsets.US_ASCII.encode(pid));
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another platform in this JVM has it.
        }
        channel.close();
        var pid = Files.readString(file).strip();
        throw new PlatformFailure("Another platform" + (pid.isEmpty() ? "" : ", process " + pid + ",")
                + " runs on the data in " + path + "; stop it, or name another folder.");
    }

    private static DataFolder prepare(Path path, FileChannel lock) throws IOException {
        var version = path.resolve("version");
        if (Files.exists(version)) {
            var format = Files.readString(version).strip();
            if (!format.equals(FORMAT)) {
                throw new PlatformFailure(
                        "The data in " + path + " has format " + format + ", but this release reads format " + FORMAT
                                + "; use the release that wrote it, or back up there and restore here.");
            }
        } else {
            // In one step: a kill must not leave an empty version behind.
            var draft = path.resolve("version.new");
            Files.writeString(draft, FORMAT + "\n");
            Files.move(draft, version, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setPosixFilePermissions(path, OWNER_ONLY);
        var folder = new DataFolder(path, lock);
        for (var sub : Set.of(folder.kafka(), folder.postgres(), folder.streams())) {
            Files.createDirectories(sub, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        return folder;
    }
}
