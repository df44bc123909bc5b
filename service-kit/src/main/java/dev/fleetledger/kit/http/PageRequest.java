package dev.fleetledger.kit.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. A resource method takes one as {@code Query<PageRequest.PerPage>}. */
public sealed interface PageRequest {
    /** Of numbered pages. */
    int MOST_PAGES = 1_000_000;

    /** How many come before it. */
    long skip();

    /** How many at most, or null for all. */
    @Nullable
    Integer take();

    /** All, or a part: {@code limit} and {@code offset}, counted from 0. */
    record Slice(
            @Nullable @Min(1) @Max(1000) Integer limit,
            @Nullable @Min(0) @Max(Integer.MAX_VALUE) Long offset) implements PageRequest {
        /** This part, of so many at most where the client sets no limit. */
        public Slice usually(int most) {
            return limit == null ? new Slice(most, offset) : this;
        }

        @Override
        public long skip() {
            return offset == null ? 0 : offset;
        }

        @Override
        public @Nullable Integer take() {
            return limit;
        }
    }

    /** Numbered pages of the unversioned surface: {@code page} and {@code per_page}. */
    record PerPage(
            @Nullable @Min(1) @Max(MOST_PAGES) Integer page,
            @Nullable @Min(1) @Max(100) Integer perPage) implements PageRequest {
        public PerPage {
            page = page == null ? Integer.valueOf(1) : page;
            perPage = perPage == null ? Integer.valueOf(20) : perPage;
        }

        @Override
        public long skip() {
            return numbered(page, perPage);
        }

        @Override
        public @Nullable Integer take() {
            return perPage;
        }
    }

    /** Numbered pages of PDUs: {@code page} and {@code limit}. */
    record Numbered(
            @Nullable @Min(1) @Max(MOST_PAGES) Integer page,
            @Nullable @Min(1) @Max(100) Integer limit) implements PageRequest {
        public Numbered {
            page = page == null ? Integer.valueOf(1) : page;
            limit = limit == null ? Integer.valueOf(20) : limit;
        }

        @Override
        public long skip() {
            return numbered(page, limit);
        }

        @Override
        public @Nullable Integer take() {
            return limit;
        }
    }

    /** Numbered pages of what is usually read whole: {@code page} and {@code limit}. */
    record Many(
            @Nullable @Min(1) @Max(MOST_PAGES) Integer page,
            @Nullable @Min(1) @Max(1000) Integer limit) implements PageRequest {
        public Many {
            page = page == null ? Integer.valueOf(1) : page;
            limit = limit == null ? Integer.valueOf(1000) : limit;
        }

        @Override
        public long skip() {
            return numbered(page, limit);
        }

        @Override
        public @Nullable Integer take() {
            return limit;
        }
    }

    private static long numbered(@Nullable Integer page, @Nullable Integer size) {
        return page == null || size == null ? 0 : (page - 1L) * size;
    }
}
