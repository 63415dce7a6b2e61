// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerHeadersTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0ms",
    "PT0.000000001S, 1ms",
    "PT0.12S, 120ms",
    "PT0.9991S, 1s",
    "PT1.5S, 1.5s",
    "PT59.999S, 59.999s",
    "PT1M, 1m0s",
    "PT6M0.02S, 6m0.02s"
  })
  void spansAreWrittenAsOpenAiWritesThem(Duration span, String text) {
    assertEquals(text, AnswerHeaders.span(span));
  }
}
