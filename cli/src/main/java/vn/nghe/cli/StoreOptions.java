// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.service.models.PublishedModels;
import vn.nghe.service.models.StoreAddress;

/** The options that name the store of models. */
final class StoreOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--store",
      paramLabel = "PLACE",
      required = true,
      defaultValue = "${env:NGHE_REGISTRY_STORE}",
      description =
          "A folder, or s3://BUCKET/PREFIX with credentials from AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY or the file AWS_SHARED_CREDENTIALS_FILE (default:"
              + " $NGHE_REGISTRY_STORE, as for the service).")
  private String place;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "${env:NGHE_REGISTRY_ENDPOINT}",
      description =
          "The S3 endpoint, such as https://sgp1.digitaloceanspaces.com (default:"
              + " $NGHE_REGISTRY_ENDPOINT, else Amazon's).")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "NAME",
      defaultValue = "${env:NGHE_REGISTRY_REGION:-us-east-1}",
      description = "The region in signatures of requests (default: us-east-1).")
  private String region;

  PublishedModels open() {
    try {
      return new PublishedModels(new StoreAddress(place, endpoint, region).open());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--store': " + e.getMessage(), e);
    }
  }
}
