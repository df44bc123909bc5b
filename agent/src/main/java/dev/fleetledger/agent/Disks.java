package dev.fleetledger.agent;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import oshi.software.os.OSFileStore;

/** Which file systems are worth telling, and how full they are. */
final class Disks {
    private static final int MOST = 64;

    /** Memory, and images that are full by their making. */
    private static final Set<String> NO_DISKS =
            Set.of("tmpfs", "devtmpfs", "ramfs", "squashfs", "iso9660", "cd9660", "udf", "cramfs", "erofs", "efivarfs");

    private Disks() {}

    /** One for each device, by its shortest path: a container sees the same device bound at many files. */
    static List<Heartbeat.DiskUsage> of(List<OSFileStore> stores) {
        var byDevice = new LinkedHashMap<String, Heartbeat.DiskUsage>();
        stores.stream()
                .filter(store -> !NO_DISKS.contains(store.getType().toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt(
                                (OSFileStore store) -> store.getMount().length())
                        .thenComparing(OSFileStore::getMount))
                .forEach(store -> {
                    var usage = usage(store);
                    if (usage != null) {
                        byDevice.putIfAbsent(device(store), usage);
                    }
                });
        return byDevice.values().stream().limit(MOST).toList();
    }

    /** Of the root, else of the largest; null without any. */
    static @Nullable Double percentOfMain(List<Heartbeat.DiskUsage> disks) {
        return disks.stream()
                .filter(disk -> disk.path().equals("/"))
                .findFirst()
                .or(() -> disks.stream().max(Comparator.comparingLong(Heartbeat.DiskUsage::total)))
                .map(Heartbeat.DiskUsage::percent)
                .orElse(null);
    }

    private static Heartbeat.@Nullable DiskUsage usage(OSFileStore store) {
        var total = store.getTotalSpace();
        var used = total - store.getFreeSpace();
        var free = store.getUsableSpace();
        var percent = Percent.of(used, used + free);
        return total <= 0 || used < 0 || free < 0 || percent == null
                ? null
                : new Heartbeat.DiskUsage(store.getMount(), total, used, free, percent);
    }

    private static String device(OSFileStore store) {
        var volume = store.getVolume();
        // Overlays and the like all bear the same name without being the same.
        return volume.startsWith("/") || volume.startsWith("\\") ? volume : store.getMount();
    }
}
