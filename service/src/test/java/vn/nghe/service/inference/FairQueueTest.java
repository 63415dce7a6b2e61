// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String> queue = new FairQueue<>();

  @Test
  void callersTakeTurnsAndEachKeepsItsOrder() {
    for (String item : List.of("a1", "a2", "a3", "b1", "c1", "c2")) {
      queue.add(item.substring(0, 1), item);
    }

    assertEquals(List.of("a1", "b1", "c1", "a2", "c2", "a3"), drain());
  }

  @Test
  void whoComesLateWaitsForOneItemOfEachOther() {
    queue.add("a", "a1");
    queue.add("a", "a2");
    queue.take(_ -> true);
    queue.add("b", "b1");

    assertEquals(List.of("a2", "b1"), drain());
  }

  @Test
  void whatIsPutFirstIsTakenBeforeTheRestOfItsCaller() {
    queue.add("a", "a2");
    queue.add("b", "b1");
    queue.addFirst("a", "a1");

    assertEquals(List.of("a1", "b1", "a2"), drain());
  }

  @Test
  void whatMayNotBeTakenKeepsItsPlace() {
    queue.add("a", "a-large");
    queue.add("a", "a-small");
    queue.add("b", "b-large");
    queue.add("b", "b-small");

    assertEquals(Optional.of("a-small"), queue.take(item -> item.endsWith("small")));
    assertEquals(Optional.of("b-small"), queue.take(item -> item.endsWith("small")));
    assertEquals(Optional.empty(), queue.take(item -> item.endsWith("small")));
    assertEquals(List.of("a-large", "b-large"), drain());
  }

  @Test
  void whatIsRemovedIsNotTaken() {
    queue.add("a", "a1");
    queue.add("b", "b1");

    assertTrue(queue.remove("a", "a1"));
    assertFalse(queue.remove("a", "a1"));
    assertFalse(queue.remove("stranger", "a1"));
    assertEquals(List.of("b1"), drain());
  }

  private List<String> drain() {
    List<String> taken = new ArrayList<>();
    for (Optional<String> next = queue.take(_ -> true);
        next.isPresent();
        next = queue.take(_ -> true)) {
      taken.add(next.get());
    }
    return taken;
  }
}
