// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of the module sees, and what is closed. */
class ModuleTest {
  private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

  /** The API, type by type. A new line here is a decision: it can never be taken back. */
  private static final List<String> API =
      List.of(
          "vn.nghe.StreamingTranscriber",
          "vn.nghe.Transcriber",
          "vn.nghe.api.Decoding",
          "vn.nghe.api.DecodingMethod",
          "vn.nghe.api.DecodingMethodException",
          "vn.nghe.api.HotWordException",
          "vn.nghe.api.ModelDescription",
          "vn.nghe.api.ModelException",
          "vn.nghe.api.ModelFiles",
          "vn.nghe.api.Progress",
          "vn.nghe.api.ProgressListener",
          "vn.nghe.api.Recognised",
          "vn.nghe.api.Stage",
          "vn.nghe.api.StreamingOptions",
          "vn.nghe.api.TranscriptionCancelledException",
          "vn.nghe.api.UnsupportedPlatformException",
          "vn.nghe.audio.Audio",
          "vn.nghe.audio.AudioException",
          "vn.nghe.audio.AudioOptions",
          "vn.nghe.audio.AudioReport",
          "vn.nghe.audio.AudioWarning",
          "vn.nghe.audio.SampleSink",
          "vn.nghe.audio.input.AudioDecoder",
          "vn.nghe.audio.input.AudioSource",
          "vn.nghe.audio.input.RawPcm",
          "vn.nghe.text.written.WrittenForms",
          "vn.nghe.text.written.WrittenStyle",
          "vn.nghe.transcript.Alternative",
          "vn.nghe.transcript.Cue",
          "vn.nghe.transcript.LiveText",
          "vn.nghe.transcript.Subtitles",
          "vn.nghe.transcript.Transcript",
          "vn.nghe.transcript.Word");

  @TempDir Path folder;

  @Test
  void theExportedTypesAreThese() throws Exception {
    TreeSet<String> exported = new TreeSet<>();
    for (ModuleDescriptor.Exports exports : engine().descriptor().exports()) {
      if (!exports.isQualified()) {
        exported.addAll(publicTypes(exports.source()));
      }
    }
    assertEquals(String.join("\n", API), String.join("\n", exported));
  }

  /** Compiled and run by its own, with nothing on the class path and no flag. */
  @Test
  void anotherModuleTranscribesThroughTheApi() throws Exception {
    String main =
        """
        package user;

        import java.nio.file.Path;
        import vn.nghe.Transcriber;
        import vn.nghe.api.Decoding;
        import vn.nghe.audio.input.AudioSource;

        public final class Main {
          public static void main(String[] arguments) {
            try (Transcriber transcriber = Transcriber.open(Path.of(arguments[0]))) {
              AudioSource clip = AudioSource.of(Path.of(arguments[1]));
              System.out.println(transcriber.transcribe(clip, Decoding.GREEDY).seconds() > 0);
            }
          }
        }
        """;
    Run compiled = compile(main);
    assertEquals(0, compiled.exitCode(), compiled.output());
    Run ran =
        run(
            "java",
            "--module-path",
            folder.resolve("out") + File.pathSeparator + modulePath(),
            "--module",
            "user/user.Main",
            TestFiles.resource("models/random-tiny").toString(),
            TestFiles.clip(TestFiles.CLIPS.getFirst()).toString());
    assertEquals(0, ran.exitCode(), ran.output());
    assertTrue(ran.output().lines().toList().contains("true"), ran.output());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vn.nghe.recognise.SpeechModel",
        "vn.nghe.model.Whisper",
        "vn.nghe.kernel.Matrix",
        "vn.nghe.decode.GreedyCtc",
        "vn.nghe.text.Syllable",
        "vn.nghe.audio.pcm.PcmSink"
      })
  void anotherModuleCannotSeeInternals(String type) throws Exception {
    Run compiled = compile("package user; final class Main { " + type + " seen; }");
    assertEquals(1, compiled.exitCode(), compiled.output());
    String closed = type.substring(0, type.lastIndexOf('.'));
    assertTrue(
        compiled.output().contains("package " + closed + " is not visible"), compiled.output());
  }

  private static ModuleReference engine() {
    return ModuleFinder.of(CLASSES).find("vn.nghe.engine").orElseThrow();
  }

  private static List<String> publicTypes(String packageName) throws Exception {
    List<String> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(CLASSES.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("$") && !name.equals("package-info.class")) {
          Class<?> type = Class.forName(packageName + "." + name.substring(0, name.length() - 6));
          if (Modifier.isPublic(type.getModifiers())) {
            types.add(type.getName());
          }
        }
      }
    }
    return types;
  }

  /** A module of one class that requires the engine and nothing else. */
  private Run compile(String source) throws Exception {
    Path descriptor = folder.resolve("module-info.java");
    Path main = folder.resolve("Main.java");
    Files.writeString(descriptor, "module user { requires vn.nghe.engine; }");
    Files.writeString(main, source);
    return run(
        "javac",
        "--module-path",
        modulePath(),
        "-d",
        folder.resolve("out").toString(),
        descriptor.toString(),
        main.toString());
  }

  /** The engine and what it requires, of what is on the class path. */
  private static String modulePath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                Path.of(entry).toAbsolutePath().equals(CLASSES)
                    || entry.matches(".*\\b(jackson-core|concentus|jorbis)-[^/]*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Run run(String tool, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve(tool + ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exitCode = process.waitFor();
    return new Run(exitCode, Files.readString(output, StandardCharsets.UTF_8));
  }

  private record Run(int exitCode, String output) {}
}
