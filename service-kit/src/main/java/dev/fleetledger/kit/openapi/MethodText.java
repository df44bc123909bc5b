package dev.fleetledger.kit.openapi;

import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.lang.reflect.Method;
import java.util.regex.Pattern;

/**
 * What the Javadoc of a resource method says, in Markdown.
 *
 * @param summary its first sentence; empty if it has none
 * @param rest what comes after that, which may be empty
 */
record MethodText(String summary, String rest) {
    private static final CommentFormatter FORMATTER = new CommentFormatter();
    private static final Pattern FIRST = Pattern.compile("(.*?[.])(?: (.*))?");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static MethodText of(Method method) {
        var comment = FORMATTER.format(RuntimeJavadoc.getJavadoc(method).getComment());
        var text = SPACE.matcher(comment.replaceAll("</?code>", "`"))
                .replaceAll(" ")
                .strip();
        var sentence = FIRST.matcher(text);
        return sentence.matches()
                ? new MethodText(sentence.group(1), sentence.group(2) == null ? "" : sentence.group(2))
                : new MethodText(text, "");
    }
}
