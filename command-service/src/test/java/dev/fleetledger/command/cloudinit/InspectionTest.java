package dev.fleetledger.command.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G10: real YAML and cloud-config checks. */
class InspectionTest {

    private static Inspection of(String content) {
        return Inspection.of(content, Map.of());
    }

    @Test
    void whatCloudInitTakesIsFine() {
        var found = of("""
                #cloud-config
                package_update: yes
                packages:
                  - docker.io
                  - [docker-compose, 1.29.2]
                  - tool={{ VERSION }}
                write_files:
                  - path: /etc/motd
                    permissions: '0644'
                    content: hello
                runcmd:
                  - [systemctl, start, docker]
                  - echo done
                """);
        assertThat(found.errors()).isEmpty();
        assertThat(found.warnings()).isEmpty();
        assertThat(found.packages()).containsExactly("docker.io", "docker-compose", "tool={{ VERSION }}");
    }

    @Test
    void aPackageWithWhatNoDatabaseTakesIsNone() {
        assertThat(of("#cloud-config\npackages: [\"a\\0b\", c]\n").packages()).containsExactly("c");
    }

    @Test
    void whatAliasesStandForIsCountedBeforeItIsMade() {
        var bomb = "#cloud-config\na: &x \"" + "y".repeat(32_000) + "\"\nb: [" + "*x,".repeat(10_000) + "*x]\n";
        assertThat(of(bomb).errors()).singleElement().asString().contains("too long");
        assertThat(of("#cloud-config\na: \"" + "y".repeat(60_000) + "\"\n").errors())
                .isEmpty();
    }

    @Test
    void ofManyFindingsThereAreSome() {
        var found = of("#cloud-config\n" + ("k".repeat(70) + ": 1\n").repeat(900));
        assertThat(found.errors()).isEmpty();
        assertThat(found.warnings()).hasSizeLessThan(50).allMatch(warning -> warning.length() < 200);
    }

    @Test
    void whatTheSchemaCannotLookAtIsWarnedOf() {
        assertThat(of("#cloud-config\n? \"" + "k".repeat(50_100) + "\"\n: 1\n").warnings())
                .anyMatch(warning -> warning.contains("too long"));
    }

    @Test
    void manyNamesAreTooMany() {
        var names = IntStream.range(0, 101).mapToObj(i -> "{{ N" + i + " }}").collect(Collectors.joining(" "));
        assertThat(of("#cloud-config\na: \"" + names + "\"\n").errors()).containsExactly("more than 100 variables");
    }

    @Test
    void aTagThatAsksForTheTypeOfAValueThatIsNotThereYetIsFine() {
        assertThat(of("#cloud-config\nsize: !!int \"{{ N }}\"\n").errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages: [a]\n",
                "# cloud-config\npackages: [a]\n",
                "#cloud-config \t# mine\na: b\n",
                "#cloud-config\n- a\n",
                "#cloud-config\ntext\n",
                "#cloud-config\na: [b\n",
                "#cloud-config\na: \"b\n",
                "#cloud-config\n\ta: b\n",
                "#cloud-config\na: b\n c: d\n",
                "#cloud-config\na: *nobody\n",
                "#cloud-config\na: b\n---\nc: d\n",
                "#cloud-config\na: !!python/object:os.system x\n",
                "#cloud-config\na: !!int x\n",
                "#cloud-config\na: &a [*a]\n",
                "Content-Type: multipart/mixed; boundary=x\n\n--x--\n",
                ""
            })
    void whatItWouldPassOverIsAnErrorWithItsLine(String content) {
        assertThat(of(content).errors()).hasSize(1).first().asString().isNotBlank();
    }

    @Test
    @DisplayName("G10: what the schema finds only warns")
    void schema() {
        var found = of("""
                #cloud-config
                packages: docker.io
                ssh_pwauth: [1]
                runcmd: 7
                paakages: [a]
                users:
                  - name: ops
                    name: ops2
                """);
        assertThat(found.errors()).isEmpty();
        assertThat(found.warnings())
                .anyMatch(warning -> warning.contains("packages") && warning.contains("array"))
                .anyMatch(warning -> warning.contains("runcmd"))
                .anyMatch(warning -> warning.contains("'paakages' is no key that cloud-init"))
                .anyMatch(warning -> warning.contains("line 8: 'name' stands here a second time"));
    }

    @Test
    void variablesHaveTheTypesThatTheirExamplesHave() {
        var content = "#cloud-config\npackage_update: {{ UPDATE }}\npower_state: {mode: reboot, timeout: {{ T }}}\n";
        assertThat(Inspection.of(content, Map.of("UPDATE", "true", "T", "30")).warnings())
                .isEmpty();
        assertThat(Inspection.of(content, Map.of("UPDATE", "maybe", "T", "30")).warnings())
                .anyMatch(warning -> warning.contains("package_update"));
        // Of what nobody knows the value, nobody knows the type.
        assertThat(of(content).warnings()).isEmpty();
    }

    @Test
    @DisplayName("G10: YAML is 1.1, as cloud-init reads it")
    void yaml11() throws YamlException {
        assertThat(Yaml11.load("a: yes\nb: off\nc: 0644\nd: 'no'\ne: 1.30\nf: 2026-01-18\ng: !!binary YQ==\n"))
                .isEqualTo(Map.of(
                        "a", true, "b", false, "c", 420, "d", "no", "e", 1.3, "f", "2026-01-18T00:00:00Z", "g", ""));
        assertThat(Yaml11.load("base: &b {x: 1}\nuse: {<<: *b, y: 2}\na: 1\na: 2\n"))
                .isEqualTo(Map.of("base", Map.of("x", 1), "use", Map.of("x", 1, "y", 2), "a", 2));
    }

    @Test
    @DisplayName("G10: what grows without end, is too deep or too much is refused before it is")
    void limits() {
        var laughs = new StringBuilder("#cloud-config\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 6; i++) {
            laughs.append("a" + i + ": &a" + i + " [")
                    .append(("*a" + (i - 1) + ",").repeat(8))
                    .append("]\n");
        }
        assertThat(of(laughs.toString()).errors()).first().asString().contains("more than");
        assertThat(of("#cloud-config\na: " + "[".repeat(60) + "]".repeat(60) + "\n")
                        .errors())
                .isNotEmpty();
        assertThat(of("#cloud-config\na: &a [x]\nb: [" + "*a,".repeat(60) + "]\n")
                        .errors())
                .isNotEmpty();
        assertThat(of("#cloud-config\na: [" + "x,".repeat(51_000) + "]\n").errors())
                .isNotEmpty();
    }

    @Test
    void otherKindsOfDocumentsAreTaken() {
        for (var first : new String[] {
            "#!/bin/sh",
            "#include",
            "#include-once",
            "#cloud-boothook",
            "#part-handler",
            "#cloud-config-archive",
            "#cloud-config-jsonp"
        }) {
            assertThat(of(first + "\nwhatever: [\n")).isEqualTo(new Inspection(List.of(), List.of(), List.of()));
        }
        assertThat(of("## template: jinja\n#cloud-config\n{% if x %}\n").warnings())
                .hasSize(1);
        assertThat(Inspection.leavesOthers("## template: jinja\n#cloud-config\n"))
                .isTrue();
    }
}
