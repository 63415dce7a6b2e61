// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.nghe.audio.AudioException;

/** A decoder of somebody else, as a program that writes WAV to its standard output. */
enum OtherDecoder {
  FFMPEG("ffmpeg -v error -nostdin -i FILE -map 0:a:0 -c:a pcm_f32le -f wav -", ""),
  LIBMAD("madplay -Q --stereo -b 24 -d -o wave:- FILE", "mp3 mp2 mp1"),
  LIBOPUS("opusdec --quiet --float --force-wav --rate 48000 FILE -", "opus"),
  LIBVORBIS(
      "ffmpeg -v error -nostdin -c:a libvorbis -i FILE -map 0:a:0 -c:a pcm_f32le -f wav -", "ogg"),
  MPG123("mpg123 -q -e f32 -w /dev/stdout FILE", "mp3 mp2 mp1"),
  LIBFLAC("flac --silent --decode-through-errors -d -c FILE", "flac");

  private static final long LONGEST_SECONDS = 60;

  private final String command;

  /** The suffixes of files that it decodes; none if all. */
  private final String suffixes;

  OtherDecoder(String command, String suffixes) {
    this.command = command;
    this.suffixes = suffixes;
  }

  /** Which other decoders to ask about a file, of those that are installed. */
  static List<OtherDecoder> of(Path file) {
    String name = file.getFileName().toString();
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(decoder -> decoder.takes(suffix))
        .filter(OtherDecoder::isInstalled)
        .toList();
  }

  private boolean takes(String suffix) {
    return suffixes.isEmpty() || List.of(suffixes.split(" ")).contains(suffix);
  }

  private boolean isInstalled() {
    String program = command.substring(0, command.indexOf(' '));
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Decodes a file.
   *
   * @return the sound; none if the decoder finds none
   */
  Optional<Sound> decode(Path file) throws IOException, InterruptedException {
    Path output = Files.createTempFile("conformance", ".wav");
    try {
      Process process =
          new ProcessBuilder(
                  Arrays.stream(command.split(" "))
                      .map(word -> word.equals("FILE") ? file.toString() : word)
                      .toList())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      byte[] wav = Files.readAllBytes(output);
      // Files that end early make some decoders exit with an error after all their sound.
      return Optional.of(Sound.of(wav));
    } catch (AudioException e) {
      return Optional.empty();
    } finally {
      Files.delete(output);
    }
  }
}
