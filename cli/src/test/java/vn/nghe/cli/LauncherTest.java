// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/**
 * The scripts {@code nghe} and {@code ci/find-jdk} in a made-up checkout: a JDK whose {@code java}
 * prints its arguments, and a Maven that creates the files of a build and records that it ran.
 */
final class LauncherTest {
  /** The folders in which the scripts look for JDKs; the test replaces them. */
  private static final List<String> FOLDERS_OF_JDKS =
      List.of("/usr/lib/jvm/", "/Library/Java/JavaVirtualMachines/", "/usr/libexec/");

  /** The programs that the scripts and the stand-ins call; nothing else is on the test's PATH. */
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "locale",
          "mkdir",
          "readlink",
          "touch");

  private static final String JAVA_THAT_TELLS =
      """
      #!/bin/sh
      printf '%s\\n' "in $(pwd -P)" "$@"
      exit 42
      """;

  private static final String JAVA_THAT_TELLS_ITS_CHARACTERS =
      """
      #!/bin/sh
      locale charmap
      """;

  private static final String MAVEN_THAT_BUILDS =
      """
      #!/bin/sh
      echo 'noise of the build'
      echo "$JAVA_HOME" >> builds
      mkdir -p cli/target/lib
      touch cli/target/nghe-cli.jar cli/target/lib
      """;

  @TempDir Path machine;
  private Path checkout;
  private Path launcher;
  private Path home;
  private Path tools;

  @BeforeEach
  void layOutTheMachine() throws Exception {
    machine = machine.toRealPath();
    home = Files.createDirectory(machine.resolve("home"));
    tools = Files.createDirectory(machine.resolve("tools"));
    for (String tool : TOOLS) {
      for (Path folder : List.of(Path.of("/bin"), Path.of("/usr/bin"))) {
        if (Files.isExecutable(folder.resolve(tool))) {
          executable(tools.resolve(tool), "#!/bin/sh\nexec %s/%s \"$@\"\n".formatted(folder, tool));
        }
      }
    }
    checkout = Files.createDirectory(machine.resolve("checkout"));
    for (String module : new String[] {"engine", "weights-tools", "service", "cli"}) {
      Files.createDirectories(checkout.resolve(module + "/src/main"));
      Files.createFile(checkout.resolve(module + "/pom.xml"));
    }
    Files.createFile(checkout.resolve("pom.xml"));
    launcher =
        executable(checkout.resolve("nghe"), Files.readString(NgheProcess.PROJECT.resolve("nghe")));
    String finder = Files.readString(NgheProcess.PROJECT.resolve("ci/find-jdk"));
    for (String folder : FOLDERS_OF_JDKS) {
      assertTrue(finder.contains(folder));
      finder = finder.replace(folder, machine + folder);
    }
    Files.createDirectory(checkout.resolve("ci"));
    executable(checkout.resolve("ci/find-jdk"), finder);
    executable(checkout.resolve("mvnw"), MAVEN_THAT_BUILDS);
  }

  @Test
  void withoutAJdk25SaysWhereItLookedAndWhatToDo() throws Exception {
    Path old = jdk(machine.resolve("usr/lib/jvm/java-24"), "24.0.2");
    Result result = start(Map.of("JAVA_HOME", old.toString()));
    assertAll(
        () -> assertEquals(1, result.exitCode()),
        () -> assertEquals("", result.data()),
        () -> assertTrue(result.messages().startsWith("no JDK 25 found. "), result.messages()),
        () -> assertTrue(result.messages().contains("JAVA_HOME (" + old + ")"), result.messages()),
        () -> assertTrue(result.messages().contains("adoptium.net"), result.messages()));
  }

  @Test
  void becomesJavaInTheCallersFolderWithTheCallersArguments() throws Exception {
    Path jdk = jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    Result result =
        start(Map.of("NGHE_JAVA_OPTIONS", "-Xmx1g -ea"), "transcribe", "ghi âm.wav", "*", "");
    assertEquals(42, result.exitCode());
    assertEquals(
        """
        in %1$s
        --add-modules
        jdk.incubator.vector
        -XX:+UseSerialGC
        -Xms32m
        -Dnghe.model=%2$s/models/nghe-base-vi
        -Dvn.nghe.cli.stdout-is-terminal=false
        -Dvn.nghe.cli.stderr-is-terminal=false
        -Xmx1g
        -ea
        -cp
        %2$s/cli/target/nghe-cli.jar:%2$s/cli/target/lib/*
        vn.nghe.cli.Nghe
        transcribe
        ghi âm.wav
        *

        """
            .formatted(home, checkout),
        result.data());
    assertEquals(List.of(jdk.toString()), builds());
  }

  @Test
  void aCollectorOfTheUsersOwnReplacesTheDefault() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    Result result = start(Map.of("NGHE_JAVA_OPTIONS", "-XX:+UseParallelGC"), "--version");
    assertTrue(result.data().contains("-XX:+UseParallelGC"), result.data());
    assertFalse(result.data().contains("-XX:+UseSerialGC"), result.data());
  }

  @Test
  void findsAJdkWhereverTheyAreKept() throws Exception {
    for (String place :
        new String[] {
          "usr/lib/jvm/temurin-25",
          "home/.sdkman/candidates/java/25-tem",
          "home/.jdks/openjdk-25",
          "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home"
        }) {
      Path jdk = jdk(machine.resolve(place), "25");
      assertEquals(42, start(Map.of()).exitCode(), place);
      Files.delete(jdk.resolve("release"));
    }
  }

  @Test
  void takesJavaHomeBeforeThePathAndThePathBeforeTheRest() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    Path onPath = jdk(machine.resolve("opt/on-path"), "25.0.1");
    Path bin = Files.createDirectory(machine.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), onPath.resolve("bin/java"));
    Path named = jdk(machine.resolve("opt/named"), "25-ea");
    String path = bin + ":" + tools;

    start(Map.of("PATH", path));
    Files.setLastModifiedTime(checkout.resolve("pom.xml"), later());
    start(Map.of("PATH", path, "JAVA_HOME", named.toString()));
    assertEquals(List.of(onPath.toString(), named.toString()), builds());
  }

  @Test
  void leavesTheModelToWhoNamesOne() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    Result result = start(Map.of("NGHE_MODEL", "models/mine"));
    assertTrue(result.data().contains("\n-Dnghe.model=models/mine\n"), result.data());
  }

  @Test
  void findsItsCheckoutThroughSymbolicLinks() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    Path bin = Files.createDirectory(machine.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("absolute"), launcher);
    Path link = Files.createSymbolicLink(bin.resolve("nghe"), Path.of("absolute"));
    Result result = run(link, Map.of());
    assertEquals(42, result.exitCode());
    assertTrue(result.data().contains("-Dnghe.model=" + checkout + "/models/"), result.data());
  }

  @Test
  void buildsOnceAndThenOnlyWhatIsOlderThanItsSources() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    assertEquals(
        "nghe: building; the first time takes a few minutes\nnoise of the build\n",
        start(Map.of()).messages());
    assertEquals("", start(Map.of()).messages());
    assertEquals(1, builds().size());

    Path source = Files.createFile(checkout.resolve("engine/src/main/Gemm.java"));
    Files.setLastModifiedTime(source, later());
    start(Map.of());
    assertEquals(2, builds().size());
  }

  @Test
  void buildsNothingWithinABuild() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    Map<String, String> within = Map.of("NGHE_BUILD", "never");
    assertEquals(
        new Result(1, "", "nghe: not built, and NGHE_BUILD=never is set\n"), start(within));

    start(Map.of());
    Files.setLastModifiedTime(checkout.resolve("pom.xml"), later());
    assertEquals(42, start(within).exitCode());
    assertEquals(1, builds().size());
  }

  @Test
  void saysThatTheBuildFailed() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    executable(checkout.resolve("mvnw"), "#!/bin/sh\necho 'no such symbol'\nexit 1\n");
    assertEquals(
        new Result(
            1,
            "",
            """
            nghe: building; the first time takes a few minutes
            no such symbol
            nghe: the build failed; see the lines above
            """),
        start(Map.of()));
  }

  @Test
  void namesInUtf8CanBeOpenedWhateverLocaleIsNamed() throws Exception {
    Path jdk = jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    executable(jdk.resolve("bin/java"), JAVA_THAT_TELLS_ITS_CHARACTERS);
    for (String locale : List.of("", "C", "C.UTF-8", "xx_YY.UTF-8")) {
      assertEquals("UTF-8\n", start(Map.of("LANG", locale)).data(), locale);
    }
  }

  @Test
  void tooFewOpenFilesAreNamed() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    Path limited =
        executable(
            machine.resolve("limited"), "#!/bin/sh\nulimit -n 64\nexec " + launcher + " serve\n");
    Result result = run(limited, Map.of());
    assertAll(
        () -> assertEquals(1, result.exitCode()),
        () ->
            assertTrue(result.messages().contains("only 64 files may be open"), result.messages()));
  }

  private Result start(Map<String, String> environment, String... arguments) throws Exception {
    return run(launcher, environment, arguments);
  }

  private Result run(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    var builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    Path messages = machine.resolve("messages");
    Process process = builder.directory(home.toFile()).redirectError(messages.toFile()).start();
    String data = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), data, Files.readString(messages));
  }

  /** The JDK of each build so far. */
  private List<String> builds() throws Exception {
    return Files.readAllLines(checkout.resolve("builds"));
  }

  private static Path jdk(Path folder, String version) throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    executable(folder.resolve("bin/java"), JAVA_THAT_TELLS);
    executable(folder.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return folder;
  }

  private static Path executable(Path file, String script) throws Exception {
    Files.writeString(file, script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A time later than that of every file of the test. */
  private static FileTime later() {
    return FileTime.fromMillis(System.currentTimeMillis() + 60_000);
  }
}
