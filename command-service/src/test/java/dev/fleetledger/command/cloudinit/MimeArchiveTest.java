package dev.fleetledger.command.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.providers.UserData;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G10: a template and user data both reach the machine. */
class MimeArchiveTest {
    private static final String CONFIG = "#cloud-config\nfinal_message: ünï {{ X }}\n";

    private static List<String> parts(String archive) {
        var boundary = archive.lines().findFirst().orElseThrow().replaceAll(".*boundary=\"(.*)\"", "$1");
        assertThat(archive).endsWith("\n--" + boundary + "--\n");
        var parts = archive.split("\n--" + boundary + "(?:--)?\n", -1);
        return List.of(parts).subList(1, parts.length - 1);
    }

    private static String content(String part) {
        var body = part.substring(part.indexOf("\n\n") + 2).replace("\n", "");
        return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }

    @Test
    void bothArePartsAndTheTemplateIsFirst() throws UnfitValueException {
        var made = new Ingredients(CONFIG, Map.of("X", "x"), "#!/bin/sh\necho 'hi'\n").make();
        assertThat(made).isNotNull();
        assertThat(made.text()).startsWith("Content-Type: multipart/mixed; boundary=");
        var parts = parts(made.text());
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0)).contains("Content-Type: text/cloud-config; charset=\"utf-8\"");
        assertThat(content(parts.get(0))).isEqualTo(CONFIG.replace("{{ X }}", "x"));
        assertThat(parts.get(1)).contains("Content-Type: text/x-shellscript; charset=\"utf-8\"");
        assertThat(content(parts.get(1))).isEqualTo("#!/bin/sh\necho 'hi'\n");
    }

    @Test
    @DisplayName("G10: alone, each goes as it is")
    void alone() throws UnfitValueException {
        assertThat(new Ingredients(CONFIG, Map.of("X", "x"), null).make())
                .isEqualTo(new UserData(CONFIG.replace("{{ X }}", "x")));
        assertThat(new Ingredients(null, Map.of(), "custom-cloud-init-data {{ X }}").make())
                .isEqualTo(new UserData("custom-cloud-init-data {{ X }}"));
        assertThat(new Ingredients(null, Map.of(), null).make()).isNull();
    }

    @Test
    void anArchiveBecomesAPartAsItIs() throws UnfitValueException {
        var archive = "Content-Type: multipart/mixed; boundary=\"own\"\nMIME-Version: 1.0\n\n--own\n\nx\n--own--\n";
        var made = new Ingredients(CONFIG, Map.of("X", "x"), archive).make();
        assertThat(made).isNotNull();
        assertThat(parts(made.text()).get(1)).isEqualTo(archive);
    }

    @Test
    void theSameIngredientsMakeTheSameAndOthersAnother() throws UnfitValueException {
        var ingredients = new Ingredients(CONFIG, Map.of("X", "x"), "#!/bin/sh");
        assertThat(ingredients.make()).isEqualTo(ingredients.make());
        assertThat(ingredients.make()).isNotEqualTo(new Ingredients(CONFIG, Map.of("X", "y"), "#!/bin/sh").make());
        assertThat(ingredients).hasToString("Ingredients[[X]]");
    }
}
