package dev.fleetledger.kit.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Another protocol that the connection of a request goes on in (RFC 9110, 7.8). It is asked for by {@link Call#switchTo}, from a
 * resource method, so that whoever may not call that is refused over HTTP as ever; it is done when the request has passed
 * everything that an answer passes, with the headers that any answer has.
 */
public interface ProtocolSwitch {

    /**
     * Answers 101, or refuses. Asked at most once.
     *
     * @param response with its headers, and nothing sent yet
     * @throws IOException if the client is gone
     */
    void perform(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Is not asked to be done any more, as the request came to something else. */
    void abandon();
}
