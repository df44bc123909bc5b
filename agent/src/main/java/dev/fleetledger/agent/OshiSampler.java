package dev.fleetledger.agent;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OperatingSystem;

/** Measures this machine with OSHI. Not for several threads at once. */
final class OshiSampler implements Sampler {
    /** A machine of many containers has hundreds of interfaces: the busiest are told. */
    private static final int MOST_INTERFACES = 64;

    private final AgentConfig config;
    private final Clock clock;
    private final SystemInfo system = new SystemInfo();
    private long @Nullable [] ticksBefore;

    OshiSampler(AgentConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Heartbeat sample() {
        return new Heartbeat(
                config.serverId(),
                config.idFromHostname() ? true : null,
                Hostname.read().orElse(null),
                Version.CURRENT,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                osInfo(),
                metrics());
    }

    private Heartbeat.OsInfo osInfo() {
        return new Heartbeat.OsInfo(
                Reading.of("operating system", () -> nameOf(system.getOperatingSystem()))
                        .orElse(null),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Reading.of("uptime", () -> system.getOperatingSystem().getSystemUptime())
                        .orElse(null));
    }

    private Heartbeat.Metrics metrics() {
        var disks = Reading.of("file systems", this::disks).orElse(List.of());
        return new Heartbeat.Metrics(
                Reading.of("CPU use", this::cpuPercent).orElse(null),
                Reading.of("memory", this::memoryPercent).orElse(null),
                Disks.percentOfMain(disks),
                Reading.of("load average", this::load).orElse(null),
                disks,
                Reading.of("network", this::network).orElse(List.of()));
    }

    private @Nullable Double cpuPercent() {
        CentralProcessor processor = hardware().getProcessor();
        var before = ticksBefore;
        var now = processor.getSystemCpuLoadTicks();
        ticksBefore = now;
        return before == null ? null : Percent.ofShare(processor.getSystemCpuLoadBetweenTicks(before, now));
    }

    private @Nullable Double memoryPercent() {
        GlobalMemory memory = hardware().getMemory();
        return Percent.of(memory.getTotal() - memory.getAvailable(), memory.getTotal());
    }

    private @Nullable Double load() {
        var load = hardware().getProcessor().getSystemLoadAverage(1)[0];
        return load < 0 ? null : Math.round(load * 100) / 100.0;
    }

    private List<Heartbeat.DiskUsage> disks() {
        OperatingSystem os = system.getOperatingSystem();
        // Local ones only: asking a network's file system that is away would hang.
        return Disks.of(os.getFileSystem().getFileStores(true));
    }

    private List<Heartbeat.NetworkUsage> network() {
        return hardware().getNetworkIFs(false).stream()
                .sorted(Comparator.comparingLong(OshiSampler::traffic).reversed())
                .limit(MOST_INTERFACES)
                .map(each -> new Heartbeat.NetworkUsage(each.getName(), each.getBytesSent(), each.getBytesRecv()))
                .sorted(Comparator.comparing(Heartbeat.NetworkUsage::name))
                .toList();
    }

    private HardwareAbstractionLayer hardware() {
        return system.getHardware();
    }

    private static String nameOf(OperatingSystem os) {
        var version = os.getVersionInfo();
        var codeName = version.getCodeName();
        var named = os.getFamily() + " " + version.getVersion();
        return codeName == null || codeName.isBlank() ? named : named + " (" + codeName + ")";
    }

    private static long traffic(NetworkIF each) {
        return each.getBytesSent() + each.getBytesRecv();
    }
}
