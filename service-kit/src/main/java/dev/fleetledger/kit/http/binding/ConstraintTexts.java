package dev.fleetledger.kit.http.binding;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * What constraints say, in English. Of the expressions that their texts may hold the one that there is, whether a bound is
 * inclusive, is read here; a language for expressions is not wanted where clients are answered.
 */
final class ConstraintTexts implements MessageInterpolator {
    private static final Pattern INCLUSIVE = Pattern.compile("\\$\\{inclusive == true \\? '([^']*)' : '([^']*)'}");
    private static final String UNKNOWN = "is not valid";

    private final MessageInterpolator parameters =
            new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false);

    @Override
    public String interpolate(String template, Context context) {
        return interpolate(template, context, Locale.ENGLISH);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        Map<String, Object> attributes = context.getConstraintDescriptor().getAttributes();
        var group = Boolean.FALSE.equals(attributes.get("inclusive")) ? "$2" : "$1";
        var text = INCLUSIVE
                .matcher(parameters.interpolate(template, context, Locale.ENGLISH))
                .replaceAll(group);
        // Better said in general than shown as a template.
        return text.contains("${") ? UNKNOWN : text;
    }
}
