package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import oshi.software.os.OSFileStore;

class DisksTest {
    @Test
    void percentsAreThoseOfDf() {
        var root = new Store("/", "/dev/sda1", "ext4", 1000, 400, 300);
        assertThat(Disks.of(List.of(root))).containsExactly(new Heartbeat.DiskUsage("/", 1000, 600, 300, 66.7));
    }

    @Test
    void aDeviceCountsOnceByItsShortestPath() {
        var disks = Disks.of(List.of(
                new Store("/etc/hostname", "/dev/sda1", "ext4", 1000, 400, 300),
                new Store("/data", "/dev/sda1", "ext4", 1000, 400, 300),
                new Store("/", "overlay", "overlay", 2000, 500, 500),
                new Store("/other", "overlay", "overlay", 2000, 500, 500)));
        assertThat(disks).extracting(Heartbeat.DiskUsage::path).containsExactly("/", "/data", "/other");
    }

    @Test
    void whatIsNoDiskIsLeftOut() {
        assertThat(Disks.of(List.of(
                        new Store("/run", "tmpfs", "tmpfs", 1000, 400, 300),
                        new Store("/snap/core", "/dev/loop0", "squashfs", 1000, 0, 0),
                        new Store("/empty", "/dev/sdb", "ext4", 0, 0, 0))))
                .isEmpty();
    }

    @Test
    void theMainOneIsTheRootElseTheLargest() {
        var root = new Heartbeat.DiskUsage("/", 10, 1, 9, 10.0);
        var large = new Heartbeat.DiskUsage("/data", 1000, 500, 500, 50.0);
        var small = new Heartbeat.DiskUsage("/boot", 5, 4, 1, 80.0);
        assertThat(Disks.percentOfMain(List.of(large, root, small))).isEqualTo(10.0);
        assertThat(Disks.percentOfMain(List.of(small, large))).isEqualTo(50.0);
        assertThat(Disks.percentOfMain(List.of())).isNull();
    }

    private record Store(String mount, String volume, String type, long total, long unused, long usable)
            implements OSFileStore {
        @Override
        public String getMount() {
            return mount;
        }

        @Override
        public String getVolume() {
            return volume;
        }

        @Override
        public String getType() {
            return type;
        }

        @Override
        public long getTotalSpace() {
            return total;
        }

        @Override
        public long getFreeSpace() {
            return unused;
        }

        @Override
        public long getUsableSpace() {
            return usable;
        }

        @Override
        public String getName() {
            return volume;
        }

        @Override
        public String getLabel() {
            return "";
        }

        @Override
        public String getLogicalVolume() {
            return "";
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public String getOptions() {
            return "";
        }

        @Override
        public String getUUID() {
            return "";
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public long getFreeInodes() {
            return 0;
        }

        @Override
        public long getTotalInodes() {
            return 0;
        }

        @Override
        public boolean updateAttributes() {
            return true;
        }
    }
}
