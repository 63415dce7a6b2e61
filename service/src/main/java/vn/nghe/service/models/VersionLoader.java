// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import vn.nghe.api.ModelException;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.ModelWarmUp;

/** Makes models of published versions, and says what is wrong with those that are none. */
final class VersionLoader {
  private static final System.Logger LOG = System.getLogger(VersionLoader.class.getName());

  private final ModelCache cache;
  private final int threads;
  private final VersionFindings findings;

  /**
   * Loads nothing yet.
   *
   * @param threads how many threads share the arithmetic of a model
   * @param findings is told what is in the cache and works
   */
  VersionLoader(ModelCache cache, int threads, VersionFindings findings) {
    this.cache = cache;
    this.threads = threads;
    this.findings = findings;
  }

  /**
   * The model of a version that is here, checked and warmed up.
   *
   * @return nothing if the version is not here, or was damaged, and then it is here no more
   * @throws RegistryException if it cannot be used
   */
  Optional<LoadedModel> load(ModelVersion version) {
    Optional<LoadedModel> model = cache.intact(version).map(folder -> load(version, folder));
    model.ifPresent(_ -> findings.worked(version));
    findings.cached(cache.versions());
    return model;
  }

  /**
   * The model of a folder that nobody published, warmed up.
   *
   * @throws ModelException if it is none that runs here
   */
  LoadedModel load(Path folder) {
    return ModelWarmUp.of(LoadedModel.open(folder, threads));
  }

  private LoadedModel load(ModelVersion version, Path folder) {
    try {
      return ModelWarmUp.of(LoadedModel.open(folder, threads).named(version.model()));
    } catch (ModelException e) {
      throw unusable(version, "is no model that runs here: " + withoutFolder(e, folder), e);
    } catch (InternalError e) {
      // What the JVM throws where mapped pages are gone.
      throw unusable(version, "changed while it was being read.", e);
    } catch (OutOfMemoryError e) {
      throw unusable(version, "does not fit in memory beside the one that is served.", e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a model failed to warm up", e);
      throw unusable(version, "failed at its first sentence; the log has more.", e);
    }
  }

  private static RegistryException unusable(ModelVersion version, String why, Throwable cause) {
    return new RegistryException(RegistryFault.MODEL_UNUSABLE, version + " " + why, cause);
  }

  /** Where files lie here is nothing to tell those who ask over the network. */
  private static String withoutFolder(ModelException e, Path folder) {
    return String.valueOf(e.getMessage()).replace(folder + File.separator, "");
  }
}
