// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

final class AudioDependenciesTest {
  private static final JavaClasses AUDIO =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("vn.nghe.audio");

  @Test
  void audioStandsOnTheJdkAndJLayerAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("vn.nghe.audio", "java..", "javazoom.jl.decoder")
        .check(AUDIO);
  }

  @Test
  void onlyOneClassKnowsJLayer() {
    classes()
        .that()
        .haveNameNotMatching(".*JLayer.*")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("vn.nghe.audio", "java..")
        .check(AUDIO);
  }

  @Test
  void onlyTheDoorIsPublic() {
    classes()
        .that()
        .arePublic()
        .should()
        .haveFullyQualifiedName(Audio.class.getName())
        .orShould()
        .haveFullyQualifiedName(AudioException.class.getName())
        .orShould()
        .haveFullyQualifiedName(AudioException.Reason.class.getName())
        .orShould()
        .haveFullyQualifiedName(SampleSink.class.getName())
        .check(AUDIO);
  }
}
