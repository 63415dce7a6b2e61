// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.TestFiles;
import vn.nghe.api.ModelException;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void aPointerOfGitLfsIsNamed() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.writeString(
        file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 41191952\n");
    var refusal = assertThrows(ModelException.class, () -> Safetensors.open(file));
    assertTrue(refusal.getMessage().contains("git lfs pull"), refusal.getMessage());
  }

  @Test
  void everyTensorOfTheDefaultModelIsWhatDjlReads() throws IOException {
    assertSameAsDjl(TestFiles.defaultModel().resolve("model.safetensors"));
  }

  @Test
  void everyFloatingTypeIsWhatDjlReads() throws IOException {
    assertSameAsDjl(TestFiles.resource("models/random-tiny/model.safetensors"));
  }

  /** An independent reader, which knows nothing of mapping. It gives BF16 as raw bytes. */
  private static void assertSameAsDjl(Path path) throws IOException {
    try (Safetensors file = Safetensors.open(path);
        InputStream in = Files.newInputStream(path)) {
      NDList arrays = NDList.decode(PassthroughNDManager.INSTANCE, in);
      assertEquals(arrays.size(), file.tensors().size());
      for (NDArray array : arrays) {
        Tensor tensor = file.tensor(array.getName()).orElseThrow();
        assertEquals(Arrays.stream(array.getShape().getShape()).boxed().toList(), tensor.shape());
        float[] values = new float[(int) tensor.size()];
        tensor.floats(0, values, 0, values.length);
        assertArrayEquals(floats(array), values, 0f, array.getName());
      }
    }
  }

  private static float[] floats(NDArray array) {
    ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[(int) array.getShape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (array.getDataType()) {
            case FLOAT32 -> bytes.getFloat();
            case FLOAT16 -> Float.float16ToFloat(bytes.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            default -> throw new AssertionError(DataType.valueOf(array.getDataType().name()));
          };
    }
    return values;
  }

  @Test
  void readsWhatAValidFileHolds() throws IOException {
    String header =
        """
        {"__metadata__":{"by":"hand"},
         "b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},
         "a":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]},
         "none":{"dtype":"I64","shape":[0,3],"data_offsets":[12,12]}}\s""";
    ByteBuffer values = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    values.putShort((short) 0x3F80).putShort((short) 0xC000).putFloat(1.5f).putFloat(-2.25f);
    try (Safetensors file = Safetensors.open(write(header, values.array()))) {
      assertEquals("hand", file.metadata().get("by"));
      float[] read = new float[4];
      file.tensor("a").orElseThrow().floats(0, read, 0, 2);
      file.tensor("b").orElseThrow().floats(0, read, 2, 2);
      assertArrayEquals(new float[] {1f, -2f, 1.5f, -2.25f}, read);
      Tensor none = file.tensor("none").orElseThrow();
      assertEquals(0, none.size());
      assertThrows(IllegalStateException.class, () -> none.floats(0, read, 0, 0));
    }
  }

  /** Files that the reference implementation was asked about; see {@code src/test/reference}. */
  @Test
  void whatTheReferenceAcceptsIsAcceptedAndWhatItRefusesIsRefused() throws IOException {
    Path path = folder.resolve("case.safetensors");
    Map<Boolean, Integer> counts = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    try (var zip =
        new ZipInputStream(
            Files.newInputStream(TestFiles.resource("models/safetensors-cases.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.write(path, zip.readAllBytes());
        boolean accepted = entry.getName().startsWith("accepted/");
        counts.merge(accepted, 1, Integer::sum);
        if (isAccepted(path) != accepted) {
          differences.add(entry.getName());
        }
      }
    }
    assertEquals(List.of(), differences);
    assertEquals(Map.of(true, 77, false, 373), counts);
  }

  private static boolean isAccepted(Path path) {
    try {
      Safetensors.open(path).close();
      return true;
    } catch (ModelException e) {
      return false;
    }
  }

  @Test
  void typesThatAreNotComputedWithDoNotStandInTheWayOfOthers() throws IOException {
    String header =
        """
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
         "b":{"dtype":"F4","shape":[3,2],"data_offsets":[4,7]},
         "c":{"dtype":"C64","shape":[],"data_offsets":[7,15]}}""";
    ByteBuffer values = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 2.5f);
    try (Safetensors file = Safetensors.open(write(header, values.array()))) {
      float[] read = new float[1];
      file.tensor("a").orElseThrow().floats(0, read, 0, 1);
      assertEquals(2.5f, read[0]);
      Tensor halves = file.tensor("b").orElseThrow();
      assertEquals(6, halves.size());
      assertThrows(IllegalStateException.class, () -> halves.floats(0, read, 0, 1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                     | expected a JSON object",
        "{'a'                                                   | not valid JSON",
        "{} {}                                                  | follows the JSON object",
        "{'a':1}                                                | tensor a must have dtype",
        "{'a':{'dtype':'F32','shape':[1]}}                      | tensor a must have dtype",
        "{'a':{'dtype':'Q4','shape':[1],'data_offsets':[0,4]}}  | unknown dtype Q4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}} | takes 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at 4, expected 0",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | not negative",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | must be whole",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | not [begin, end]",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}} | overflows",
        "{'a':{'dtype':'F32','shape':[-0],'data_offsets':[0,0]}} | must be whole",
        "{'a':{'dtype':'F6_E2M3','shape':[2],'data_offsets':[0,2]}} | ends within a byte",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1e999}} | out of range",
        "{'\\ud800':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | surrogate pair",
        "{'__metadata__':{'n':'\\ud800'}}                      | surrogate pair",
        "{'a':{'dtype':'F32','shape':[99],'data_offsets':[0,396]}} | cut short",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | belong to none",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{}} | not valid JSON",
        "{'__metadata__':{'n':1}}                               | __metadata__.n is not a string",
        "{'__metadata__':7}                                     | __metadata__ is not an object",
      })
  void whatTheFormatForbidsIsRefusedByName(String header, String message) throws IOException {
    Path file = write(header.replace('\'', '"'), new byte[8]);
    ModelException e = assertThrows(ModelException.class, () -> Safetensors.open(file).close());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "8", "9"})
  void filesThatEndInTheHeaderAreRefused(int length) throws IOException {
    byte[] whole = Files.readAllBytes(write("{}", new byte[0]));
    Path file = folder.resolve("short.safetensors");
    Files.write(file, Arrays.copyOf(whole, length));
    assertThrows(ModelException.class, () -> Safetensors.open(file).close());
  }

  @Test
  void aHeaderThatClaimsMoreThanTheFileIsRefusedWithoutAllocatingIt() throws IOException {
    Path file = folder.resolve("lie.safetensors");
    Files.write(
        file, ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(0, -2L).array());
    ModelException e = assertThrows(ModelException.class, () -> Safetensors.open(file).close());
    assertTrue(e.getMessage().contains("18446744073709551614"), e.getMessage());
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("absent.safetensors");
    ModelException e = assertThrows(ModelException.class, () -> Safetensors.open(file).close());
    assertTrue(e.getMessage().contains("absent.safetensors"), e.getMessage());
  }

  private Path write(String header, byte[] values) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json).put(values);
    Path path = folder.resolve("test.safetensors");
    Files.write(path, file.array());
    return path;
  }
}
