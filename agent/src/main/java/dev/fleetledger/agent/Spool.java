package dev.fleetledger.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with a file for each waiting heartbeat, named by its number. Used by one agent at a time. A file that cannot
 * be written costs only the heartbeat's survival of a restart, so it is said and not thrown.
 */
final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final Pattern NAME = Pattern.compile("\\d{18}\\.json");
    private static final long LARGEST = 1024 * 1024;

    private final Path folder;
    private final FileLock lock;
    private boolean failing;

    private Spool(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Opens the folder and makes it if needed; a ConfigException if that fails or another agent has it. */
    static Spool open(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new ConfigException("FLEET_SPOOL: " + folder + " is in use by another agent.");
            }
            return new Spool(folder, lock);
        } catch (IOException e) {
            throw new ConfigException("FLEET_SPOOL: " + folder + " cannot be used ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    /** Hands over what waits, oldest first. Files that are no heartbeat, as after a power cut, are removed. */
    void load(Consumer<Buffer.Entry> consumer) {
        for (var file : files()) {
            try {
                var body = Files.size(file) > LARGEST ? "" : Files.readString(file);
                if (isObject(body)) {
                    consumer.accept(new Buffer.Entry(numberOf(file), body));
                } else {
                    LOG.warn("{} is no whole heartbeat and was removed", file);
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                LOG.warn("{} cannot be read and is left alone: {}", file, e.toString());
            }
        }
    }

    void write(Buffer.Entry entry) {
        try {
            var unfinished = folder.resolve("unfinished");
            Files.writeString(unfinished, entry.body());
            Files.move(unfinished, fileOf(entry), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("Heartbeats wait in memory only, {} cannot be written: {}", folder, e.toString());
            }
            failing = true;
        }
    }

    void delete(Buffer.Entry entry) {
        try {
            Files.deleteIfExists(fileOf(entry));
        } catch (IOException e) {
            LOG.warn("{} cannot be removed, its heartbeat may be sent twice: {}", fileOf(entry), e.toString());
        }
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.debug("The lock of {} was gone already", folder, e);
        }
    }

    private List<Path> files() {
        try (var all = Files.list(folder)) {
            return all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigException("FLEET_SPOOL: " + folder + " cannot be listed ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private Path fileOf(Buffer.Entry entry) {
        return folder.resolve(String.format(Locale.ROOT, "%018d.json", entry.number()));
    }

    private static long numberOf(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 18));
    }

    private static boolean isObject(String body) {
        try {
            return Json.MAPPER.readTree(body).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    /** Null if it is held, by another process or by this one. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
