// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a store is.
 *
 * @param place a folder, or {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}
 * @param endpoint whose bucket it is, such as {@code https://sgp1.digitaloceanspaces.com}; Amazon's
 *     if empty
 * @param region what requests are signed for; most that are not Amazon take any
 */
public record StoreAddress(String place, Optional<URI> endpoint, String region) {
  private static final Pattern BUCKET =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*?))?/?");
  private static final String SCHEME = "s3://";

  /**
   * Checks the place.
   *
   * @throws IllegalArgumentException if it names no bucket where it should
   */
  public StoreAddress {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(region, "region");
    if (place.isBlank()) {
      throw new IllegalArgumentException("the store must be a folder or s3://BUCKET/PREFIX");
    }
    if (place.startsWith(SCHEME) && !BUCKET.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "'" + place + "' is not of the form s3://BUCKET or s3://BUCKET/PREFIX");
    }
    if (endpoint.filter(uri -> uri.getHost() == null || uri.getUserInfo() != null).isPresent()) {
      throw new IllegalArgumentException(
          "the endpoint must be like https://sgp1.digitaloceanspaces.com, without credentials");
    }
  }

  /** The store, which is not spoken to yet. */
  public ModelStore open() {
    Matcher bucket = BUCKET.matcher(place);
    if (!bucket.matches()) {
      return new FolderStore(Path.of(place));
    }
    String prefix =
        bucket.group(2) == null || bucket.group(2).isEmpty() ? "" : bucket.group(2) + "/";
    return S3Store.open(bucket.group(1), prefix, endpoint, region);
  }
}
