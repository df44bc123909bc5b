package dev.fleetledger.kit.security;

import dev.fleetledger.kit.security.PrivateFile.NotPrivateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a service finds its keys: a file that nobody else can read, or the environment. */
public final class KeysetFile {
    private final @Nullable Path file;
    private final @Nullable Secret inline;

    /**
     * @param file its path
     * @param inline the keyset itself, as JSON or base64 of it, which goes before the file
     */
    public KeysetFile(@Nullable Path file, @Nullable Secret inline) {
        this.file = file;
        this.inline = inline;
    }

    /** Whether there are keys yet. */
    public boolean exists() {
        return inline != null || Files.exists(path());
    }

    /** Where the keys are, for people. */
    public String place() {
        return inline == null ? path().toString() : "the environment";
    }

    /** The whole keyset, made and written at the first start. */
    public Keyset loadOrCreate(Instant now) {
        if (!exists()) {
            var created = Keyset.create(now);
            write(path(), created.text());
            return created;
        }
        return load();
    }

    /**
     * The whole keyset. Throws {@link NotPrivateException} if others can read the file, IllegalArgumentException if it holds
     * no whole keyset.
     */
    public Keyset load() {
        return Keyset.parse(text());
    }

    /** The part that verifying takes; throws as {@link #load()} does. */
    public VerifierKeys loadVerifier() {
        return VerifierKeys.parse(text());
    }

    /** Replaces the file's keyset; throws IllegalStateException if there is no file but the environment. */
    public void save(Keyset keyset) {
        if (inline != null) {
            throw new IllegalStateException("the keys come from the environment, where nothing here can change"
                    + " them: put them into a file, change that, and set FLEET_KEYSET to what it then holds");
        }
        write(path(), keyset.text());
    }

    private Secret text() {
        if (inline != null) {
            return inline;
        }
        try {
            return new Secret(PrivateFile.read(path()));
        } catch (IOException e) {
            throw new UncheckedIOException("the keyset " + path() + " cannot be read", e);
        }
    }

    private static void write(Path file, Secret text) {
        try {
            PrivateFile.write(file, text.value());
        } catch (IOException e) {
            throw new UncheckedIOException("the keyset " + file + " cannot be written", e);
        }
    }

    private Path path() {
        if (file == null) {
            throw new IllegalStateException("no keyset is configured: neither a file nor the environment");
        }
        return file;
    }
}
