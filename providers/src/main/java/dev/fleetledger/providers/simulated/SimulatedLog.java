package dev.fleetledger.providers.simulated;

import dev.fleetledger.providers.LogLine;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.schemas.job.LogLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulated machine says of itself during a task: the same lines each time, each at its part of the time.
 *
 * @param millis that the task takes in all
 */
record SimulatedLog(Machine machine, Script script, Instant start, double millis) {

    /** The lines that come before that part, 0 to 1, of the time. */
    List<LogLine> until(double part) {
        var lines = new ArrayList<LogLine>();
        var phases = script.phases();
        for (var i = 0; i < phases.size(); i++) {
            var texts = texts(phases.get(i).name());
            for (var j = 0; j < texts.size(); j++) {
                var at = (i + (double) j / texts.size()) / phases.size();
                if (at < part) {
                    lines.add(line(lines.size() + 1, at, LogLevel.INFO, texts.get(j)));
                }
            }
        }
        return lines;
    }

    /** Those, and then why it goes no further. */
    List<LogLine> failing(double part) {
        var lines = new ArrayList<>(until(part));
        lines.add(line(lines.size() + 1, part, LogLevel.ERROR, script.at(part).name() + ": exited with 1"));
        return lines;
    }

    private LogLine line(int number, double part, LogLevel level, String text) {
        return new LogLine(number, start.plusMillis((long) (part * millis)), level, text);
    }

    private List<String> texts(String phase) {
        var host = machine.hostname();
        return switch (phase) {
            case "Performing PXE boot" ->
                List.of(
                        host + ": power on, boot order set to network",
                        "DHCP: lease for "
                                + (machine.macAddress() == null ? "a card without a name" : machine.macAddress()),
                        "PXE: boot loader and kernel sent");
            case "Loading ephemeral" -> List.of("Loading the ephemeral image", "cloud-init: datasource found");
            case "Gathering information" ->
                List.of("lshw: collecting hardware", "lldpd: listening for neighbours", "lsblk: 2 disks found");
            case "Testing hardware" -> List.of("smartctl: testing 2 disks", "smartctl: no errors logged");
            case "Configuring storage" ->
                List.of("curtin: wiping and partitioning sda", "curtin: ext4 on sda1, mounted as /");
            case "Installing OS" ->
                List.of(
                        "curtin: extracting the root image",
                        "curtin: installing the kernel",
                        "curtin: installing GRUB on sda");
            case "Configuring OS" -> List.of("cloud-init: users and keys written", "curtin: installation finished");
            case "Rebooting" -> List.of(host + ": rebooting from sda", "cloud-init: final stage reached");
            case "Powering on" -> List.of(host + ": power on sent");
            case "Powering off" -> List.of(host + ": power off sent", host + ": power is off");
            default -> List.of(phase);
        };
    }
}
