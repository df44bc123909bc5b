package dev.fleetledger.ingest.metrics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * JSON of so many tokens: as a tree it takes many times the memory of its bytes, and the names in an object are remembered
 * even where it is passed over.
 */
final class BoundedJson extends JsonParserDelegate {
    /** Of an item, or of all that is around the items; one of 1,000 metrics and some labels has a tenth. */
    static final int MOST_TOKENS = 20_000;

    private int left = MOST_TOKENS;

    /** There is more than an item may have. */
    static final class TooManyTokensException extends StreamConstraintsException {
        private static final long serialVersionUID = 1L;

        TooManyTokensException() {
            super("an item has more than " + MOST_TOKENS + " tokens of JSON");
        }
    }

    BoundedJson(JsonParser json) {
        super(json);
    }

    /** Gives what follows as much room as there was. */
    void beginItem() {
        left = MOST_TOKENS;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        if (left-- == 0) {
            throw new TooManyTokensException();
        }
        return super.nextToken();
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        if (currentToken() == null || !currentToken().isStructStart()) {
            return this;
        }
        for (var open = 1; open > 0; ) {
            var token = nextToken();
            if (token == null) {
                return this;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }
}
