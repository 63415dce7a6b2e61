// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.nghe.service.access.KeyEntry;

class ArchitectureTest {
  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vn.nghe.service");

  @Test
  void packagesFormNoCycle() {
    slices().matching("vn.nghe.service.(*)..").should().beFreeOfCycles().check(SERVICE);
  }

  /** A package of one or two classes hides them from those who look for them. */
  @Test
  void packagesHaveThreeClassesAtLeast() {
    Map<String, Long> sizes =
        SERVICE.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    sizes.values().removeIf(size -> size >= 3);
    assertEquals(Map.of(), sizes);
  }

  @Test
  void refusalsAndAccessDoNotKnowHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "vn.nghe.service.error", "vn.nghe.service.access", "vn.nghe.service.inference")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.helidon..", "vn.nghe.service.http")
        .check(SERVICE);
  }

  @Test
  void onlyInferenceKnowsTheFrontDoorOfTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vn.nghe.service.inference")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("vn.nghe.Transcriber")
        .check(SERVICE);
  }

  /** Publishing a model from the command line needs no server. */
  @Test
  void storesDoNotKnowTheServer() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Store")
        .or()
        .haveSimpleName("PublishedModels")
        .or()
        .haveSimpleName("StoreAddress")
        .should()
        .dependOnClassesThat(
            resideInAPackage("vn.nghe..")
                .and(resideOutsideOfPackages("vn.nghe.service.models", "vn.nghe.service.files")))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("io.helidon..")
        .check(SERVICE);
    noClasses()
        .that()
        .doNotHaveSimpleName("S3Store")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(SERVICE);
  }

  /** A comparison that ends at the first difference tells how much of a guess was right. */
  @Test
  void secretsAreComparedInConstantTime() {
    classes()
        .that()
        .haveSimpleName("KeyRing")
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(SERVICE);
    noClasses()
        .that()
        .resideInAPackage("vn.nghe.service.access")
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .orShould()
        .callMethod(Arrays.class, "mismatch", byte[].class, byte[].class)
        .check(SERVICE);
    noClasses()
        .that()
        .doNotHaveSimpleName("KeyFile")
        .and()
        .doNotHaveSimpleName("KeyEntry")
        .should()
        .callMethod(KeyEntry.class, "sha256")
        .check(SERVICE);
  }

  /** What is measured and traced goes through Helidon's API. */
  @Test
  void metricsAndTracesKnowNoOtherLibrary() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.prometheus..", "io.micrometer..")
        .check(SERVICE);
    noClasses()
        .that()
        .doNotHaveSimpleName("OtlpTracer")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(SERVICE);
  }

  @Test
  void nothingWritesTemporaryFiles() {
    noClasses().should().callMethodWhere(target(nameStartingWith("createTemp"))).check(SERVICE);
  }
}
