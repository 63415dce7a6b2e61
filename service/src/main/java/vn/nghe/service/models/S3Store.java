// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A store in a bucket of Amazon S3 or of what speaks its protocol, such as DigitalOcean Spaces. The
 * credentials are those of the environment ({@code AWS_ACCESS_KEY_ID}, {@code
 * AWS_SECRET_ACCESS_KEY}), else of the file that {@code AWS_SHARED_CREDENTIALS_FILE} names, else of
 * {@code ~/.aws/credentials}.
 */
final class S3Store implements ModelStore {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How long a store may say nothing in the middle of an answer. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /** How long the head of an answer may take, in all; Amazon's client stops counting there. */
  private static final Duration HEADS = Duration.ofSeconds(60);

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  private S3Store(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * Speaks to nobody yet.
   *
   * @param prefix what all keys begin with: empty, or ending in a slash
   */
  static S3Store open(String bucket, String prefix, Optional<URI> endpoint, String region) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(region))
            .credentialsProvider(
                AwsCredentialsProviderChain.of(
                    EnvironmentVariableCredentialsProvider.create(),
                    ProfileCredentialsProvider.create()))
            // Buckets as subdomains need a certificate and a name for each.
            .forcePathStyle(true)
            // Checksums in trailers are Amazon's alone; manifests have better ones.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(READ_TIMEOUT));
    endpoint.ifPresent(builder::endpointOverride);
    return new S3Store(builder.build(), bucket, prefix);
  }

  @Override
  public InputStream open(String key, long from) {
    return ask(
        key,
        () -> {
          ResponseInputStream<GetObjectResponse> answer =
              client.getObject(
                  get -> {
                    get.bucket(bucket).key(prefix + key);
                    get.overrideConfiguration(each -> each.apiCallAttemptTimeout(HEADS));
                    if (from > 0) {
                      get.range("bytes=" + from + "-");
                    }
                  });
          return from > 0 && answer.response().contentRange() == null ? skip(answer, from) : answer;
        });
  }

  /** For servers that send the whole file whatever is asked for, as RFC 9110 allows. */
  private InputStream skip(ResponseInputStream<GetObjectResponse> answer, long count) {
    try {
      answer.skipNBytes(count);
      return answer;
    } catch (IOException e) {
      answer.abort();
      throw unavailable("it stopped answering", e);
    }
  }

  @Override
  public List<String> list() {
    return ask(
        prefix,
        () ->
            client
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(key -> key.substring(prefix.length()))
                .toList());
  }

  @Override
  public void put(String key, byte[] content) {
    put(key, RequestBody.fromBytes(content));
  }

  @Override
  public void put(String key, Path file) {
    put(key, RequestBody.fromFile(file));
  }

  private void put(String key, RequestBody body) {
    ask(key, () -> client.putObject(put -> put.bucket(bucket).key(prefix + key), body));
  }

  /** Messages of the client name hosts and requests, never what requests are signed with. */
  private <T> T ask(String key, Supplier<T> request) {
    try {
      return request.get();
    } catch (NoSuchKeyException e) {
      throw new RegistryException(
          RegistryFault.NOT_FOUND, place() + " has no " + key + ". Was it published there?", e);
    } catch (SdkException e) {
      throw unavailable(e.getMessage(), e);
    }
  }

  private RegistryException unavailable(String what, Exception cause) {
    return new RegistryException(
        RegistryFault.STORE_UNAVAILABLE,
        "The store " + place() + " cannot be used: " + what,
        cause);
  }

  @Override
  public String place() {
    return "s3://" + bucket + "/" + prefix;
  }

  @Override
  public void close() {
    client.close();
  }
}
