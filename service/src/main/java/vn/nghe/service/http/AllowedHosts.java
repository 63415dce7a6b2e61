// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * The hosts whose requests are answered. A page may have the name of its own host lead to this
 * service after it was loaded ("DNS rebinding"). The browser then takes the service for the page's
 * own, and only {@code Host} tells that it is not. A service on a loopback address, which asks for
 * no key, answers to names of loopback alone; another one answers to every host unless names are
 * set, and then to these, to names of loopback and to addresses, by which probes ask and which no
 * page can have lead elsewhere.
 *
 * @param names further names, in small letters and without a port
 * @param isLoopback whether the service listens on a loopback address
 */
public record AllowedHosts(Set<String> names, boolean isLoopback) {
  private static final String KEY = "nghe.allowed-hosts";
  private static final String NAME = "[a-z0-9._-]+|\\[[0-9a-f:.]+\\]";

  /** As browsers write them; they make 127.0.0.1 of 127.1 and of 2130706433. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+\\]");

  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  /** How much of a host an error quotes, in characters. */
  private static final int LONGEST_SHOWN = 64;

  /**
   * Checks the form of the names.
   *
   * @throws IllegalArgumentException if one is no name
   */
  public AllowedHosts {
    names = Set.copyOf(names);
    for (String name : names) {
      if (!name.matches(NAME)) {
        throw new IllegalArgumentException(
            "'" + name + "' must be like nghe.example.com, in small letters and without a port");
      }
    }
  }

  /** The setting {@code nghe.allowed-hosts}, for a service that listens on {@code address}. */
  public static AllowedHosts read(SettingsReader reader, InetAddress address) {
    try {
      return new AllowedHosts(Set.copyOf(reader.list(KEY)), address.isLoopbackAddress());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(KEY + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Checks the header {@code Host}. A request without one comes from no browser.
   *
   * @throws RefusedException if the request is for another host
   */
  public void require(Headers headers) {
    if (headers.contains(HeaderNames.HOST)) {
      requireAll(headers.get(HeaderNames.HOST).allValues());
    }
  }

  private void requireAll(List<String> hosts) {
    for (String host : hosts) {
      if (!permits(host)) {
        String shown =
            host.length() <= LONGEST_SHOWN ? host : host.substring(0, LONGEST_SHOWN) + "…";
        throw RefusedException.of(
            ErrorCode.HOST_NOT_ALLOWED,
            "This service does not answer for the host '"
                + shown
                + "'. Use localhost or an address, or name the host in "
                + KEY
                + ".");
      }
    }
  }

  /**
   * Whether requests for a host are answered.
   *
   * @param host as {@code Host} has it, with or without a port
   */
  public boolean permits(String host) {
    if (!isLoopback && names.isEmpty()) {
      return true;
    }
    String name = PORT.matcher(host.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    return names.contains(name)
        || LOOPBACK.matcher(name).matches()
        || (!isLoopback && ADDRESS.matcher(name).matches());
  }
}
