package dev.fleetledger.kit.http;

import dev.fleetledger.kit.http.contract.Contract;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What G and P put around every answer. */
public sealed interface Envelope {

    /** G. */
    record Gough<T>(
            String status,
            T data,
            @Nullable String message,
            @Nullable GoughPages pagination,
            Instant timestamp) implements Envelope {}

    /** Where in a list, for G. */
    record GoughPages(long page, int perPage, long total, long pages) {}

    /** P. */
    record Pdu<T>(
            boolean success,
            T data,
            @Nullable String message,
            Instant timestamp,
            @Nullable PduPages pagination) implements Envelope {}

    /** Where in a list, for P. */
    record PduPages(
            long currentPage, long totalPages, long totalItems, int perPage, boolean hasNext, boolean hasPrev) {}

    /** Puts it around, if the contract has one. */
    static Object around(Contract contract, Object data, @Nullable String message, Instant now) {
        var page = data instanceof Page<?> found ? found : null;
        Object content = page == null ? data : page.items();
        return switch (contract) {
            case HOMELAB, CHATOPS, NODES -> content;
            case GOUGH -> new Gough<>("success", content, message, page == null ? null : gough(page), now);
            case PDU -> new Pdu<>(true, content, message, now, page == null ? null : pdu(page));
        };
    }

    private static GoughPages gough(Page<?> page) {
        var size = size(page);
        return new GoughPages(number(page, size), size, page.total(), pages(page, size));
    }

    private static PduPages pdu(Page<?> page) {
        var size = size(page);
        var number = number(page, size);
        var pages = pages(page, size);
        return new PduPages(number, pages, page.total(), size, number < pages, number > 1);
    }

    private static int size(Page<?> page) {
        var size = page.request().take();
        return size == null ? Math.max(1, page.items().size()) : size;
    }

    private static long number(Page<?> page, int size) {
        return page.request().skip() / size + 1;
    }

    private static long pages(Page<?> page, int size) {
        return (page.total() + size - 1) / size;
    }
}
