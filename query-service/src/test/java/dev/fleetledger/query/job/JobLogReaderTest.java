package dev.fleetledger.query.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.job.JobLineDao.Numbered;
import dev.fleetledger.query.job.JobLog.Line;
import dev.fleetledger.query.job.JobLogReader.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobLogReaderTest {
    private static final Instant START = Instant.parse("2026-01-18T10:00:00Z");

    private final List<Line> milestones = new ArrayList<>();
    private final List<Numbered> lines = new ArrayList<>();
    private final JobLogReader reader = new JobLogReader(
            job -> List.copyOf(milestones),
            (job, seq, most) ->
                    lines.stream().filter(line -> line.seq() > seq).limit(most).toList());

    private static Line line(int second, String message) {
        return new Line(START.plusSeconds(second), JobLog.Level.INFO, message);
    }

    private void milestone(int second, String message) {
        milestones.add(line(second, message));
    }

    private void logged(int second, String message) {
        lines.add(new Numbered(100 + lines.size(), line(second, message)));
    }

    /** All of it from a place on, so many at a time. */
    private List<String> read(Place from, int most) {
        var read = new ArrayList<String>();
        var place = from;
        JobLogReader.Part part;
        do {
            part = reader.after(7, place, most);
            assertThat(part.entries()).hasSizeLessThanOrEqualTo(most);
            for (var entry : part.entries()) {
                read.add(entry.line().message());
                place = Place.of(entry.place().toString());
            }
        } while (part.more());
        return read;
    }

    private void someOfBoth() {
        milestone(0, "queued");
        milestone(1, "begun");
        logged(1, "power on");
        logged(2, "lease");
        milestone(2, "PXE");
        logged(4, "image");
        milestone(5, "done");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void bothAreReadByTheirTimesInPartsOfAnySize(int most) {
        someOfBoth();
        assertThat(read(Place.START, most))
                .containsExactly("queued", "begun", "power on", "PXE", "lease", "image", "done");
    }

    @Test
    void fromAnyPlaceOnNothingIsLostOrTwice() {
        someOfBoth();
        var all = reader.after(7, Place.START, 100).entries();
        for (var i = 0; i < all.size(); i++) {
            assertThat(read(all.get(i).place(), 100))
                    .isEqualTo(all.subList(i + 1, all.size()).stream()
                            .map(entry -> entry.line().message())
                            .toList());
        }
    }

    @Test
    void whatComesLateWithAnEarlierTimeIsToldToWhoWasAheadOfItAndInItsOrderToWhoReadsAnew() {
        milestone(0, "queued");
        milestone(9, "done");
        var seen = reader.after(7, Place.START, 100).entries().getLast().place();
        logged(3, "late");
        assertThat(read(seen, 100)).containsExactly("late");
        assertThat(read(Place.START, 100)).containsExactly("queued", "late", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1-", "1-x", "9999999999", "1-9999999999999999999"})
    void whatIsNoPlaceIsTheStart(String id) {
        assertThat(Place.of(id)).isEqualTo(Place.START);
    }

    @Test
    void aPlaceOfMilestonesAloneIsOne() {
        assertThat(Place.of("3")).isEqualTo(new Place(3, 0));
        assertThat(Place.of(null)).isEqualTo(Place.START);
    }
}
