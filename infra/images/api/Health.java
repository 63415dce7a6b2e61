// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Health check for container engines: exits with 0 if the service is ready, else with 1. */
final class Health {
  private static final int TIMEOUT_MILLISECONDS = 5_000;

  private Health() {}

  public static void main(String[] arguments) throws IOException {
    URI address = URI.create("http://127.0.0.1:8080/health/ready");
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
    connection.setReadTimeout(TIMEOUT_MILLISECONDS);
    System.exit(connection.getResponseCode() == HttpURLConnection.HTTP_OK ? 0 : 1);
  }
}
