// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import vn.nghe.kernel.DotProduct;
import vn.nghe.kernel.RowProduct;

final class AudioDependenciesTest {
  private static final JavaClasses AUDIO =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("vn.nghe.audio");

  @Test
  void audioStandsOnTheJdkTwoCodecsAndTwoKernelsAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            or(
                type(DotProduct.class),
                type(RowProduct.class),
                resideInAnyPackage(
                    "vn.nghe.audio..",
                    "java..",
                    "com.jcraft..",
                    "io.github.jaredmdobson.concentus")))
        .check(AUDIO);
  }

  @Test
  void onlyOneClassKnowsEachCodec() {
    classes()
        .that()
        .haveNameNotMatching(".*\\.audio\\.(opus\\.Concentus|vorbis\\.JOrbis)\\b.*")
        .should()
        .onlyDependOnClassesThat(
            or(
                type(DotProduct.class),
                type(RowProduct.class),
                resideInAnyPackage("vn.nghe.audio..", "java..")))
        .check(AUDIO);
  }

  /** A format may use another that it contains; what all share knows none of them. */
  @Test
  void packagesBuildOnEachOtherInOrder() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("vn.nghe.audio..")
        .layer("types")
        .definedBy("vn.nghe.audio")
        .layer("shared")
        .definedBy(
            "vn.nghe.audio.io",
            "vn.nghe.audio.pcm",
            "vn.nghe.audio.packet",
            "vn.nghe.audio.resample")
        .layer("input")
        .definedBy("vn.nghe.audio.input")
        .whereLayer("types")
        .mayNotAccessAnyLayer()
        .whereLayer("shared")
        .mayOnlyAccessLayers("types")
        .whereLayer("input")
        .mayNotBeAccessedByAnyLayer()
        .check(AUDIO);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("vn.nghe.(**)").should().beFreeOfCycles().check(AUDIO);
  }
}
