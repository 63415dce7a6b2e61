// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import vn.nghe.kernel.DotProduct;

final class AudioDependenciesTest {
  private static final JavaClasses AUDIO =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("vn.nghe.audio");

  @Test
  void audioStandsOnTheJdkThreeCodecsAndOneKernelAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            or(
                type(DotProduct.class),
                resideInAnyPackage(
                    "vn.nghe.audio",
                    "java..",
                    "com.jcraft..",
                    "io.github.jaredmdobson.concentus",
                    "javazoom.jl.decoder")))
        .check(AUDIO);
  }

  @Test
  void onlyOneClassKnowsEachCodec() {
    classes()
        .that()
        .haveNameNotMatching(".*\\.audio\\.(Concentus|JLayer|JOrbis)\\b.*")
        .should()
        .onlyDependOnClassesThat(
            or(type(DotProduct.class), resideInAnyPackage("vn.nghe.audio", "java..")))
        .check(AUDIO);
  }

  /** Classes inside an interface are public by the language; nobody outside can name them. */
  @Test
  void onlyTheDoorIsPublic() {
    classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should()
        .haveFullyQualifiedName(Audio.class.getName())
        .orShould()
        .haveFullyQualifiedName(AudioException.class.getName())
        .orShould()
        .haveFullyQualifiedName(SampleSink.class.getName())
        .orShould()
        .haveFullyQualifiedName(RawPcm.class.getName())
        .check(AUDIO);
  }
}
