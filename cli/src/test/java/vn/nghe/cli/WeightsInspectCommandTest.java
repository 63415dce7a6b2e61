// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.MODEL;
import static vn.nghe.cli.NgheProcess.nghe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vn.nghe.cli.NgheProcess.Result;

final class WeightsInspectCommandTest {
  @Test
  void tensorsAndPartsAreTables() throws Exception {
    Result result = nghe("weights", "inspect", MODEL).run();
    assertEquals(0, result.exitCode());
    assertEquals("", result.messages());
    String table = result.data();
    assertTrue(table.startsWith("tensor\ttype\tshape\tparameters\tbytes\n"), table);
    assertTrue(table.contains("\nctc_head.3.weight\tF16\t40x512\t20480\t40960\n"), table);
    assertTrue(table.contains("\nhead, classes\t2\t20520\t41040\t1.0\t0.1\n"), table);
    assertTrue(table.endsWith("\nall\t103\t20874792\t41749584\t1163.1\t100.0\n"), table);
  }

  @Test
  void jsonSaysTheSame() throws Exception {
    Result result = nghe("weights", "inspect", "--format", "json", MODEL).run();
    assertEquals(0, result.exitCode());
    int tensors = 0;
    try (var json = new JsonFactory().createParser(result.data())) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals("shape")) {
          tensors++;
        }
      }
    }
    assertEquals(103, tensors);
    assertTrue(result.data().contains("\"multiply_adds_per_second\":1024000}"), result.data());
  }

  @Test
  void aFileWithoutConfigurationHasNoArithmetic() throws Exception {
    String table = nghe("weights", "inspect", MODEL.resolve("model.safetensors")).run().data();
    assertTrue(table.endsWith("\nall\t103\t20874792\t41749584\t\t\n"), table);
  }

  @Test
  void whatCannotBeUsedIsNamed() throws Exception {
    Path absent = MODEL.resolve("absent");
    Result result = nghe("weights", "inspect", absent).run();
    assertEquals(1, result.exitCode());
    assertTrue(
        result.messages().startsWith("nghe: " + absent + ": cannot be read"), result.messages());
    assertEquals(
        """
        nghe: Invalid value for option '--format': 'xml' is neither table nor json
        nghe: `nghe weights inspect --help` lists the options
        """,
        nghe("weights", "inspect", "--format", "xml", MODEL).run().messages());
    assertEquals(2, nghe("weights", "inspect", "--seconds", "0", MODEL).run().exitCode());
  }
}
