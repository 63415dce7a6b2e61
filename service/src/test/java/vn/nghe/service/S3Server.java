// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.nghe.service.models.StoreAddress;

/** Adobe's S3Mock in a process of its own: a server that speaks S3's protocol, with one bucket. */
final class S3Server implements AutoCloseable {
  /** What requests are signed with; the server takes any. */
  static final String SECRET = "hYs7-never-to-be-seen";

  static final String BUCKET = "models";

  /** Put there by the build. */
  private static final Path JAR = Path.of("target/s3mock.jar");

  private static final Pattern PORT =
      Pattern.compile("Tomcat started on ports .*?(\\d+) \\(http\\)");

  private final Process process;
  private final int port;

  /**
   * Starts and waits until it answers.
   *
   * @param folder where it keeps what it is given
   */
  S3Server(Path folder) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--server.port=0",
                "--http.port=0",
                "--com.adobe.testing.s3mock.store.root=" + folder,
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
            .redirectErrorStream(true)
            .start();
    port = awaitStarted();
    Path credentials = folder.resolveSibling("credentials");
    Files.writeString(
        credentials,
        "[default]\naws_access_key_id = any\naws_secret_access_key = " + SECRET + "\n");
    // As AWS_SHARED_CREDENTIALS_FILE, which a running process cannot set for itself.
    System.setProperty("aws.sharedCredentialsFile", credentials.toString());
  }

  private int awaitStarted() throws IOException {
    BufferedReader lines = process.inputReader();
    int found = 0;
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = PORT.matcher(line);
      if (matcher.find()) {
        found = Integer.parseInt(matcher.group(1));
      }
      if (line.contains("Started S3MockApplication")) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return found;
      }
    }
    throw new IOException("S3Mock did not start: " + said);
  }

  int port() {
    return port;
  }

  /** A store of its own in the bucket. */
  StoreAddress address(String prefix) {
    return new StoreAddress(
        "s3://" + BUCKET + "/" + prefix,
        Optional.of(URI.create("http://127.0.0.1:" + port)),
        "us-east-1");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
