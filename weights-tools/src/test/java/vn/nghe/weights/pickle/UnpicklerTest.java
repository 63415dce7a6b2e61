// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.weights.pickle.Pickled.Constant;
import vn.nghe.weights.pickle.Pickled.Dictionary;
import vn.nghe.weights.pickle.Pickled.Instance;
import vn.nghe.weights.pickle.Pickled.Items;
import vn.nghe.weights.pickle.Pickled.Opaque;
import vn.nghe.weights.pickle.Pickled.Real;
import vn.nghe.weights.pickle.Pickled.Text;
import vn.nghe.weights.pickle.Pickled.Whole;

final class UnpicklerTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void everyProtocolOfPythonSaysTheSame(int protocol) throws IOException {
    Dictionary value = assertInstanceOf(Dictionary.class, read(fixture(protocol)));
    Items numbers = items(value, "numbers");
    assertEquals(
        List.of(
            new Whole(0),
            new Whole(255),
            new Whole(65535),
            new Whole(-1),
            new Whole(1L << 31),
            new Whole(Long.MIN_VALUE),
            new Opaque("number"),
            new Real(0.1),
            Constant.TRUE,
            Constant.FALSE,
            Constant.NONE),
        numbers.values());
    // Protocol 0 escapes what is not Latin-1.
    String text = protocol == 0 ? "ti\\u1ebfng Vi\\u1ec7t" : "tiếng Việt";
    assertEquals(new Text(text), value.value("text").orElseThrow());
    assertEquals(
        List.of(0, 1, 2, 3, 4),
        items(value, "tuples").values().stream()
            .map(tuple -> assertInstanceOf(Items.class, tuple).values().size())
            .toList());
    Instance ordered = assertInstanceOf(Instance.class, value.value("ordered").orElseThrow());
    assertTrue(ordered.calls("collections.OrderedDict"));
    assertEquals(new Whole(2), ordered.items().value("b").orElseThrow());
    Items cycle = items(value, "cycle");
    assertSame(cycle, cycle.values().getFirst());
    Instance path = assertInstanceOf(Instance.class, value.value("class").orElseThrow());
    assertTrue(path.described().endsWith("PurePosixPath") || protocol < 2, path.described());
  }

  @Test
  void whateverAPickleWouldCallIsOnlyNamed() {
    Instance system =
        assertInstanceOf(
            Instance.class, read("\u0080\u0002cposix\nsystem\nX\5\0\0\0false\u0085R."));
    assertTrue(system.calls("posix.system"));
    assertEquals(List.of(new Text("false")), system.arguments());
  }

  @Test
  void aMillionListsInEachOtherAreNoDeeperThanOne() {
    String depth = "]".repeat(1_000_000);
    assertInstanceOf(Items.class, read(depth + "a".repeat(999_999) + "."));
    assertInstanceOf(Items.class, read(")" + "\u0085".repeat(1_000_000) + "."));
  }

  @Test
  void aBillionLaughsTakeNoMoreRoomThanTheyTakeBytes() {
    // Each list holds ten times the one before: 10^1000 values if anyone unfolded them.
    var pickle = new StringBuilder("]q\0");
    for (int i = 0; i < 1000; i++) {
      pickle.append("](").append("h\0".repeat(10)).append("eq\0");
    }
    assertEquals(10, assertInstanceOf(Items.class, read(pickle + ".")).values().size());
  }

  @Test
  void moreValuesThanAnyCheckpointHoldsAreRefused() {
    assertRefused(
        "more values than any checkpoint holds", (2 << 20) + 1, "N".repeat(3 << 20) + ".");
    assertRefused(
        "more values than any checkpoint holds", (2 << 20) + 1, "(".repeat(3 << 20) + ".");
    assertRefused(
        "67108865 bytes of pickle; at most 67108864 are read", 0, "N".repeat((64 << 20) + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "X\\377\\377\\377\\177, 2147483647 bytes announced",
    "B\\377\\377\\377\\377, 4294967295 bytes announced",
    "\\213\\377\\377\\377\\177, 2147483647 bytes announced",
    "\\215\\377\\377\\377\\377\\377\\377\\377\\377, bytes announced",
    "\\225\\377\\377\\377\\377\\377\\377\\377\\177, bytes announced",
    "\\200\\006., pickle protocol 6",
    "\\202\\001., opcode 0x82 is not supported",
    "\\227., opcode 0x97 is not supported",
    "., the stack is empty",
    "(., the stack is empty",
    "(0., the stack is empty",
    "t., no mark on the stack",
    "N\\207., the stack is empty",
    "R., the stack is empty",
    "NNR, 1 bytes announced",
    "h\\007., nothing was memorised as 7",
    "g-1\\n., the number of a memorised value expected",
    "Iten\\n., a whole number expected",
    "Fx\\n., a number expected",
    "S'a\\n., a text in quotes expected",
    "cposix, a line without end",
    "}(NNNu., a key without a value",
    "NNNs., put into what is no dictionary",
    "NNa., added to what is no list",
    "NNb., a state is given to what is no object",
    "NN\\223., a class whose name is no text",
    "(o., an object without a class",
    "'', 1 bytes announced",
  })
  void whatBreaksTheFormatIsRefused(String pickle, String message) {
    PickleException refusal =
        assertThrows(PickleException.class, () -> read(pickle.translateEscapes()));
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
  }

  @Test
  void aPickleThatIsCutShortIsRefusedWhereverThatIs() throws IOException {
    for (int protocol = 0; protocol <= 5; protocol++) {
      byte[] whole = fixture(protocol);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        PickleException refusal = assertThrows(PickleException.class, () -> read(cut));
        assertTrue(refusal.position() <= length);
      }
    }
  }

  private static void assertRefused(String message, long position, String pickle) {
    PickleException refusal = assertThrows(PickleException.class, () -> read(pickle));
    assertEquals(message, refusal.getMessage());
    assertEquals(position, refusal.position());
  }

  private static Items items(Dictionary value, String key) {
    return assertInstanceOf(Items.class, value.value(key).orElseThrow());
  }

  private static Pickled read(String pickle) {
    return read(pickle.getBytes(ISO_8859_1));
  }

  private static Pickled read(byte[] pickle) {
    return Unpickler.read(MemorySegment.ofArray(pickle));
  }

  /** What Python 3.11 writes; {@code make_fixtures.py} tells what it is. */
  private static byte[] fixture(int protocol) throws IOException {
    String name = "/vn/nghe/weights/checkpoint/torch-2.15.0/value-" + protocol + ".pkl";
    try (InputStream in = UnpicklerTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
