package dev.fleetledger.schemas.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTextTest {

    @Test
    void thePatternTakesWhatIsText() {
        var pattern = Pattern.compile(SeriesText.PATTERN);
        var different = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .mapToObj(c -> "cpu" + Character.toString(c))
                .filter(name -> pattern.matcher(name).matches() != SeriesText.isText(name));
        assertThat(different).isEmpty();
    }

    @Test
    void halvesOfSurrogatePairsAreNoText() {
        assertThat(SeriesText.isText("\ud83c\udf21")).isTrue();
        assertThat(SeriesText.isText("\ud83c")).isFalse();
        assertThat(SeriesText.isText("\udf21\ud83c")).isFalse();
        assertThat(SeriesText.isText("\ud83cx")).isFalse();
    }

    @Test
    void someNamesAreShort() {
        assertThat(SeriesText.metric("cpu")).isEqualTo("cpu_percent");
        assertThat(SeriesText.metric("cpu_percent")).isEqualTo("cpu_percent");
        assertThat(SeriesText.metric("load_1m")).isEqualTo("load_1m");
    }
}
