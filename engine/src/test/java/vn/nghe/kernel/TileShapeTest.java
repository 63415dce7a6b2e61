// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileShapeTest {
  @ParameterizedTest
  @CsvSource({
    "amd64, GenuineIntel, 16, 14x2",
    "amd64, AuthenticAMD, 16, 5x4",
    "x86_64, '', 16, 5x4",
    "amd64, GenuineIntel, 8, 6x2",
    "amd64, AuthenticAMD, 8, 6x2",
    "aarch64, '', 4, 5x4",
    "aarch64, '', 8, 5x4",
  })
  void theShapeFollowsTheProcessor(String architecture, String maker, int lanes, String shape) {
    Processor processor = new Processor(architecture, maker);
    assertEquals(shape, TileShape.fastest(processor, lanes).toString());
  }

  @Test
  void aNameThatIsNoShapeIsAnsweredWithThoseThatAre() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> TileShape.named("3x3")).getMessage();
    assertEquals("nghe.tile is 3x3; it must be one of 6x2, 5x4, 14x2", refused);
    assertEquals(TileShape.FOURTEEN_BY_TWO, TileShape.named("14x2"));
  }

  @Test
  void linuxNamesTheMakerForEachProcessor(@TempDir Path folder) throws IOException {
    Path cpuInfo =
        Files.writeString(
            folder.resolve("cpuinfo"),
            """
            processor	: 0
            vendor_id	: AuthenticAMD
            cpu family	: 25

            processor	: 1
            vendor_id	: AuthenticAMD
            """);
    assertEquals("AuthenticAMD", Processor.maker(cpuInfo, ""));
  }

  @Test
  void armHasNoMakerThere(@TempDir Path folder) throws IOException {
    Path cpuInfo =
        Files.writeString(
            folder.resolve("cpuinfo"),
            """
            processor	: 0
            BogoMIPS	: 243.75
            CPU part	: 0xd0c
            """);
    assertEquals("", Processor.maker(cpuInfo, ""));
  }

  @Test
  void windowsEndsItsIdentifierWithTheMaker(@TempDir Path folder) {
    String identifier = "Intel64 Family 6 Model 143 Stepping 8, GenuineIntel";
    assertEquals("GenuineIntel", Processor.maker(folder.resolve("cpuinfo"), identifier));
  }

  @Test
  void otherSystemsSayNothing(@TempDir Path folder) {
    assertEquals("", Processor.maker(folder.resolve("cpuinfo"), ""));
  }
}
