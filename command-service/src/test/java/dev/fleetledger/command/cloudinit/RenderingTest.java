package dev.fleetledger.command.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G10: a value stays a value, wherever it stands. */
class RenderingTest {
    private static final String PLAIN = "#cloud-config\nhostname: {{ X }}\nruncmd:\n  - echo hello\n";
    private static final String QUOTED = "#cloud-config\nhostname: \"{{ X }}\"\nruncmd: [echo]\n";
    private static final String SINGLE = "#cloud-config\nhostname: '{{X}}'\n";
    private static final String BLOCK =
            "#cloud-config\nwrite_files:\n  - path: /a\n    content: |\n      a={{ X }}\n      b=1\n";
    private static final String FOLDED = "#cloud-config\nfinal_message: >\n  hello {{ X }}\n  world\n";
    private static final String KEY = "#cloud-config\n{{ X }}: [a]\n";
    private static final String FLOW = "#cloud-config\npackages: [a, {{ X }}, c]\n";
    private static final String COMMENT = "#cloud-config\n# by {{ X }}\npackages: [a]\n";

    private static String rendered(String content, String value) throws UnfitValueException {
        return Rendering.of(content, Map.of("X", value)).text();
    }

    private static void refused(String content, String value) {
        assertThatThrownBy(() -> rendered(content, value))
                .isInstanceOfSatisfying(
                        UnfitValueException.class,
                        refusal -> assertThat(refusal.variable()).isEqualTo("X"))
                .satisfies(refusal -> assertThat(value.length() > 3
                                && String.valueOf(refusal.getMessage()).contains(value))
                        .as("the value is not repeated")
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-01", "24.0.7", "a b", "http://a/b?c=d", "x'y", "it's \"so\"", "", "ünï", "$(reboot)"})
    void aValueGoesWhereItsVariableStands(String value) throws UnfitValueException {
        assertThat(rendered(PLAIN, value)).isEqualTo(PLAIN.replace("{{ X }}", value));
    }

    @ParameterizedTest
    @DisplayName("G10: without quotation marks around it, a value that YAML takes for something is refused")
    @ValueSource(
            strings = {
                "a\nruncmd: [evil]",
                "a\n  b: c",
                "a # b",
                "a: b",
                "{a: b}",
                "[a, b]",
                "*anchor",
                "&anchor a",
                "!!python/object a",
                "!!binary YQ==",
                "| \n  a",
                "> a",
                "\"a\"",
                "'a'",
                "%a",
                "@a",
                "`a",
                " a",
                "a ",
                "- a",
                "? a",
                "a\n---\nb: c",
                "a\n...\n",
                "a\u0000",
                "a\u0007b",
                "a\tb: c",
                "a\r\nb: c",
                "a\u2028b: c",
                "a\u0085b: c",
                "a:\n  b"
            })
    void plain(String value) {
        refused(PLAIN, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a # b", "a: b", "{a: b}", "*a", "!a", "- a", " a ", "%", "null", "it's"})
    void doubleQuotationMarksHoldMore(String value) throws UnfitValueException {
        assertThat(rendered(QUOTED, value)).isEqualTo(QUOTED.replace("{{ X }}", value));
    }

    @ParameterizedTest
    @DisplayName("G10: what ends a quotation, or is written otherwise in one, is refused")
    @ValueSource(strings = {"a\"\nruncmd: [evil]\nx: \"", "a\"", "a\\n", "a\\", "\\x41", "a\nb", "a\", \"b", "\" # "})
    void doubleQuoted(String value) {
        refused(QUOTED, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'\nruncmd: [evil]\nx: '", "a'", "a\nb", "''"})
    void singleQuoted(String value) {
        refused(SINGLE, value);
    }

    @ParameterizedTest
    @DisplayName("G10: what leaves a block of text is refused, also where it comes back into it")
    @ValueSource(
            strings = {
                "a\nruncmd: [evil]",
                "a\nruncmd: [evil]\nwrite_files:\n  - path: /b\n    content: |\n      c",
                "a\n    permissions: '0777'",
                "a\n      b",
                "a\nb"
            })
    void blocks(String value) {
        refused(BLOCK, value);
        refused(FOLDED, value);
    }

    @Test
    void ofOneLineABlockHoldsAll() throws UnfitValueException {
        var value = "\"'#: {}[]*&!|>%@`\\ $(x)";
        assertThat(rendered(BLOCK, value)).isEqualTo(BLOCK.replace("{{ X }}", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<<", "a: 1\nb", "runcmd: [evil]\npackages", "? a", "[a]", "{a}"})
    void keys(String value) {
        refused(KEY, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a, b", "a]\nruncmd: [b", "[a]", "a: b", "}", "]"})
    void flow(String value) {
        refused(FLOW, value);
    }

    @Test
    @DisplayName("G10: a comment cannot be left")
    void comments() throws UnfitValueException {
        refused(COMMENT, "me\nruncmd: [evil]");
        refused(COMMENT, "me\n- x");
        assertThat(rendered(COMMENT, "me: \"and\" {you}")).contains("# by me: \"and\" {you}\n");
    }

    @Test
    @DisplayName("G10: the first line says what a document is, and no value changes that")
    void firstLine() {
        refused("#cloud-config{{ X }}\npackages: [a]\n", "-archive");
        refused("#{{ X }}\n", "!/bin/sh");
    }

    @ParameterizedTest
    @DisplayName("G10: a value with which cloud-init could not read the document is refused")
    @ValueSource(strings = {"a\tb", "=", "0x_", "2026-02-30", "2026-02-01 25:00:00"})
    void whatPyYamlCannotReadIsRefused(String value) throws UnfitValueException {
        refused(PLAIN, value);
        assertThat(rendered(QUOTED, value)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-28", "0x1f", "a=b"})
    void whatItReadsIsNot(String value) throws UnfitValueException {
        assertThat(rendered(PLAIN, value)).contains(value);
    }

    @ParameterizedTest
    @DisplayName("G10: what values make of a template is bounded before it is made")
    @ValueSource(strings = {"#!/bin/sh\n", "#cloud-config\na: "})
    void whatIsMadeIsBounded(String header) {
        refused(header + "{{ X }}".repeat(5_000), "x".repeat(4_000));
    }

    @Test
    void aMergeIsTheAuthors() throws UnfitValueException {
        var content = "#cloud-config\nbase: &base {a: 1}\nother:\n  <<: *base\n  b: '{{ X }}'\n";
        assertThat(rendered(content, "c")).contains("b: 'c'");
        refused("#cloud-config\nbase: &base {a: 1}\nother:\n  {{ X }}: *base\n", "<<");
    }

    @Test
    void valuesAreLookedAtTogetherAndTheOneThatIsWrongIsNamed() {
        var content = "#cloud-config\na: {{ A }}\nb: \"{{ B }}\"\n";
        assertThatThrownBy(() -> Rendering.of(content, Map.of("A", "good", "B", "ba\"d")))
                .isInstanceOfSatisfying(
                        UnfitValueException.class,
                        refusal -> assertThat(refusal.variable()).isEqualTo("B"));
        var comment = "#cloud-config\na: \"x\" {{ A }}{{ B }}\n";
        assertThatThrownBy(() -> Rendering.of(comment, Map.of("A", "#", "B", "c")))
                .isInstanceOf(UnfitValueException.class);
    }

    @Test
    void whatAValueSaysIsNotReplacedAgain() throws UnfitValueException {
        var content = "#cloud-config\na: \"{{ A }}\"\nb: \"{{ B }}\"\n";
        assertThat(Rendering.of(content, Map.of("A", "{{ B }} $1 \\0".replace("\\0", ""), "B", "b"))
                        .text())
                .isEqualTo("#cloud-config\na: \"{{ B }} $1 \"\nb: \"b\"\n");
    }

    @Test
    void whatIsReadAsSomethingOtherThanTextIsTold() throws UnfitValueException {
        assertThat(Rendering.of(PLAIN, Map.of("X", "yes")).retyped()).containsEntry("X", "bool");
        assertThat(Rendering.of(PLAIN, Map.of("X", "1.30")).retyped()).containsEntry("X", "float");
        assertThat(Rendering.of(QUOTED, Map.of("X", "1.30")).retyped()).isEmpty();
        assertThat(Rendering.of(PLAIN, Map.of("X", "1.28.0")).retyped()).isEmpty();
    }

    @Test
    @DisplayName("G10: in a script, or what Jinja reads, only what means nothing to either may stand")
    void otherDocuments() throws UnfitValueException {
        var script = "#!/bin/sh\necho {{ X }}\n";
        assertThat(rendered(script, "a-b.c/d:e@f+1=2,3")).contains("echo a-b.c/d:e@f+1=2,3");
        for (var value : new String[] {"$(reboot)", "a;b", "a b", "`a`", "a\nb", "'", "{{ y }}", "a|b", "a>b", "a&b"}) {
            refused(script, value);
            refused("## template: jinja\n#cloud-config\na: {{ X }}\n", value);
        }
        assertThat(rendered("## template: jinja\n#cloud-config\na: {{ X }} {{ v1.region }} {{ y }}\n", "x"))
                .endsWith("a: x {{ v1.region }} {{ y }}\n");
    }
}
