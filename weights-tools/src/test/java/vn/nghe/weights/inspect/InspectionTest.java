// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.nghe.api.ModelException;
import vn.nghe.model.TensorType;
import vn.nghe.weights.ModelCopy;
import vn.nghe.weights.inspect.Inspection.PartEntry;
import vn.nghe.weights.inspect.Inspection.TensorEntry;

final class InspectionTest {
  private static final Path WEIGHTS = ModelCopy.DEFAULT_MODEL.resolve("model.safetensors");

  @Test
  void everyTensorOfTheDefaultModelHasItsPart() {
    Inspection inspection = Inspection.of(ModelCopy.DEFAULT_MODEL);
    assertEquals(20_874_792, inspection.parameters());
    assertEquals(2 * 20_874_792, inspection.bytes());
    assertEquals(
        new TensorEntry(
            "ctc_head.3.weight",
            ModelPart.HEAD_CLASSES,
            TensorType.F16,
            List.of(40L, 512L),
            20_480,
            40_960),
        inspection.tensors().stream()
            .filter(tensor -> tensor.name().equals("ctc_head.3.weight"))
            .findFirst()
            .orElseThrow());
    assertEquals(
        List.of(4L, 1L, 42L, 24L, 2L, 2L, 28L),
        inspection.parts(10).stream().map(PartEntry::tensors).toList());
  }

  /**
   * Computed by hand: 50 frames a second, 512 wide, 6 layers, 2048 inside, 80 bands, 40 classes.
   */
  @Test
  void arithmeticIsThatOfTheProducts() {
    var counts =
        Inspection.of(ModelCopy.DEFAULT_MODEL).parts(2).stream()
            .collect(
                Collectors.toMap(
                    PartEntry::part, part -> part.multiplyAddsPerSecond().orElseThrow()));
    assertEquals(100 * 3 * 80 * 512 + 50 * 3 * 512 * 512, counts.get(ModelPart.CONVOLUTIONS));
    assertEquals(6 * 50 * (4 * 512 * 512 + 2 * 100 * 512), counts.get(ModelPart.ATTENTION));
    assertEquals(6L * 50 * 2 * 512 * 2048, counts.get(ModelPart.FEED_FORWARD));
    assertEquals(50 * 512 * 512, counts.get(ModelPart.HEAD_HIDDEN));
    assertEquals(50 * 512 * 40, counts.get(ModelPart.HEAD_CLASSES));
  }

  @Test
  void aFileAloneHasTensorsAndNoArithmetic() {
    Inspection inspection = Inspection.of(WEIGHTS);
    assertEquals(Inspection.of(ModelCopy.DEFAULT_MODEL).tensors(), inspection.tensors());
    assertEquals(Optional.empty(), inspection.parts(10).getFirst().multiplyAddsPerSecond());
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThrows(ModelException.class, () -> Inspection.of(Path.of("absent")));
    assertThrows(ModelException.class, () -> Inspection.of(ModelCopy.PROJECT));
    assertThrows(
        ModelException.class, () -> Inspection.of(ModelCopy.DEFAULT_MODEL.resolve("config.json")));
  }
}
