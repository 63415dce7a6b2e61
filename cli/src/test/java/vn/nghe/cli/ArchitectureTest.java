// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which part may know which other. This module sees them all, so the rules stand here. */
final class ArchitectureTest {
  private static final String WEIGHTS = "vn.nghe.weights..";
  private static final String SERVICE = "vn.nghe.service..";
  private static final String CLI = "vn.nghe.cli..";

  /** What the engine exports to everyone. */
  private static final String[] API = {
    "vn.nghe",
    "vn.nghe.api",
    "vn.nghe.audio",
    "vn.nghe.audio.input",
    "vn.nghe.text.written",
    "vn.nghe.transcript"
  };

  /** What it exports to the tools for models besides. */
  private static final String[] MODEL_INTERNALS = {
    "vn.nghe.features", "vn.nghe.language", "vn.nghe.model", "vn.nghe.segment", "vn.nghe.text"
  };

  private static final DescribedPredicate<JavaClass> ENGINE =
      resideInAPackage("vn.nghe..").and(resideOutsideOfPackages(WEIGHTS, SERVICE, CLI));

  private static final JavaClasses NGHE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vn.nghe");

  @Test
  void engineKnowsNoOtherModule() {
    noClasses()
        .that(ENGINE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(WEIGHTS, SERVICE, CLI, "io.helidon..")
        .check(NGHE);
  }

  @Test
  void weightToolsKnowTheEngineAlone() {
    noClasses()
        .that()
        .resideInAPackage(WEIGHTS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SERVICE, CLI, "io.helidon..")
        .check(NGHE);
  }

  @Test
  void serviceKnowsTheEngineAlone() {
    noClasses()
        .that()
        .resideInAPackage(SERVICE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(WEIGHTS, CLI)
        .allowEmptyShould(true)
        .check(NGHE);
  }

  /** From what all use to what a client sees; the package {@code service} itself joins them. */
  @Test
  void servicePackagesKnowThoseBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(SERVICE)
        .layer("service")
        .definedBy("vn.nghe.service")
        .layer("error")
        .definedBy("vn.nghe.service.error")
        .layer("config")
        .definedBy("vn.nghe.service.config")
        .layer("files")
        .definedBy("vn.nghe.service.files")
        .layer("observe")
        .definedBy("vn.nghe.service.observe")
        .layer("schedule")
        .definedBy("vn.nghe.service.schedule")
        .layer("access")
        .definedBy("vn.nghe.service.access")
        .layer("http")
        .definedBy("vn.nghe.service.http")
        .layer("connection")
        .definedBy("vn.nghe.service.connection")
        .layer("upload")
        .definedBy("vn.nghe.service.upload")
        .layer("inference")
        .definedBy("vn.nghe.service.inference")
        .layer("models")
        .definedBy("vn.nghe.service.models")
        .layer("transcription")
        .definedBy("vn.nghe.service.transcription")
        .layer("realtime")
        .definedBy("vn.nghe.service.realtime")
        .layer("page")
        .definedBy("vn.nghe.service.page")
        .whereLayer("error")
        .mayNotAccessAnyLayer()
        .whereLayer("config")
        .mayNotAccessAnyLayer()
        .whereLayer("files")
        .mayNotAccessAnyLayer()
        .whereLayer("observe")
        .mayOnlyAccessLayers("error", "config")
        .whereLayer("schedule")
        .mayOnlyAccessLayers("observe")
        .whereLayer("access")
        .mayOnlyAccessLayers("error", "config", "files", "observe", "schedule")
        .whereLayer("http")
        .mayOnlyAccessLayers("error", "config", "access", "observe")
        .whereLayer("connection")
        .mayOnlyAccessLayers("error", "config", "http")
        .whereLayer("upload")
        .mayOnlyAccessLayers("error", "config", "access", "http")
        .whereLayer("inference")
        .mayOnlyAccessLayers("error", "config", "access", "observe")
        .whereLayer("models")
        .mayOnlyAccessLayers("error", "config", "files", "http", "observe", "schedule", "inference")
        .whereLayer("transcription")
        .mayOnlyAccessLayers(
            "error", "http", "connection", "upload", "inference", "models", "access", "observe")
        .whereLayer("realtime")
        .mayOnlyAccessLayers(
            "error",
            "config",
            "http",
            "connection",
            "access",
            "observe",
            "inference",
            "models",
            "transcription")
        .whereLayer("page")
        .mayOnlyAccessLayers("error", "files", "http", "upload", "access", "observe")
        .whereLayer("service")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("vn.nghe.service"));
  }

  @Test
  void serviceUsesTheApiOfTheEngineAlone() {
    noClasses()
        .that()
        .resideInAPackage(SERVICE)
        .should()
        .dependOnClassesThat(ENGINE.and(DescribedPredicate.not(resideInAnyPackage(API))))
        .check(NGHE);
  }

  @Test
  void toolsUseTheApiOfTheEngineAndItsModels() {
    noClasses()
        .that()
        .resideInAnyPackage(WEIGHTS, CLI)
        .should()
        .dependOnClassesThat(
            ENGINE
                .and(DescribedPredicate.not(resideInAnyPackage(API)))
                .and(DescribedPredicate.not(resideInAnyPackage(MODEL_INTERNALS))))
        .check(NGHE);
  }

  @Test
  void enginePackagesFollowTheSound() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("vn.nghe..")
        .withOptionalLayers(true)
        .layer("transcript")
        .definedBy("vn.nghe.transcript")
        .layer("api")
        .definedBy("vn.nghe.api")
        .layer("audio")
        .definedBy("vn.nghe.audio..")
        .layer("segment")
        .definedBy("vn.nghe.segment")
        .layer("kernel")
        .definedBy("vn.nghe.kernel")
        .layer("features")
        .definedBy("vn.nghe.features")
        .layer("model")
        .definedBy("vn.nghe.model")
        .layer("language")
        .definedBy("vn.nghe.language")
        .layer("decode")
        .definedBy("vn.nghe.decode")
        .layer("generate")
        .definedBy("vn.nghe.generate")
        .layer("text")
        .definedBy("vn.nghe.text..")
        .layer("recognise")
        .definedBy("vn.nghe.recognise")
        .whereLayer("transcript")
        .mayOnlyAccessLayers("audio")
        .whereLayer("api")
        .mayOnlyAccessLayers("transcript")
        .whereLayer("audio")
        .mayOnlyAccessLayers("kernel")
        .whereLayer("segment")
        .mayOnlyAccessLayers("audio", "features")
        .whereLayer("kernel")
        .mayOnlyAccessLayers("api")
        .whereLayer("features")
        .mayOnlyAccessLayers("audio", "kernel")
        .whereLayer("model")
        .mayOnlyAccessLayers("api", "audio", "features", "kernel")
        .whereLayer("language")
        .mayOnlyAccessLayers("api")
        .whereLayer("decode")
        .mayOnlyAccessLayers("language", "model")
        .whereLayer("generate")
        .mayOnlyAccessLayers("decode", "kernel", "model")
        .whereLayer("text")
        .mayOnlyAccessLayers("decode", "transcript")
        .whereLayer("recognise")
        .mayOnlyAccessLayers(
            "api",
            "audio",
            "decode",
            "features",
            "generate",
            "kernel",
            "language",
            "model",
            "segment",
            "text",
            "transcript")
        .check(NGHE);
  }

  @Test
  void everyEnginePackageHasItsPlaceInThatOrder() {
    classes()
        .that(ENGINE)
        .should()
        .resideInAnyPackage(
            "vn.nghe",
            "vn.nghe.api",
            "vn.nghe.audio..",
            "vn.nghe.recognise",
            "vn.nghe.segment",
            "vn.nghe.kernel",
            "vn.nghe.features",
            "vn.nghe.model",
            "vn.nghe.language",
            "vn.nghe.decode",
            "vn.nghe.generate",
            "vn.nghe.text",
            "vn.nghe.text.written",
            "vn.nghe.transcript")
        .check(NGHE);
  }

  @Test
  void noEnginePackageUsesTheOneOnTop() {
    noClasses()
        .that(ENGINE)
        .and()
        .resideOutsideOfPackage("vn.nghe")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vn.nghe")
        .check(NGHE);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("vn.nghe.(**)").should().beFreeOfCycles().check(NGHE);
  }
}
