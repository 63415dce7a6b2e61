// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Every benchmark that JMH knows, set up with the first value of each parameter and run once. The
 * graphs of {@link OnnxBenchmark} are written by Python, which the build does without.
 */
final class BenchmarksTest {
  @TestFactory
  Stream<DynamicTest> everyBenchmarkRuns() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(BenchmarkListEntry::getUserClassQName)
        .distinct()
        .filter(name -> !name.equals(OnnxBenchmark.class.getName()))
        .map(name -> dynamicTest(name, () -> run(Class.forName(name))));
  }

  private static void run(Class<?> type) throws ReflectiveOperationException {
    Object state = type.getConstructor().newInstance();
    for (Field field : type.getFields()) {
      if (field.isAnnotationPresent(Param.class)) {
        field.set(state, value(field));
      }
    }
    call(state, Setup.class);
    try {
      call(state, Benchmark.class);
    } finally {
      call(state, TearDown.class);
    }
  }

  private static void call(Object state, Class<? extends Annotation> kind)
      throws ReflectiveOperationException {
    for (Method method : state.getClass().getMethods()) {
      if (method.isAnnotationPresent(kind)) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = method.getParameterTypes()[i].getConstructor().newInstance();
        }
        method.invoke(state, arguments);
      }
    }
  }

  /** The first of the annotation's values, of an enumeration's constants where it has none. */
  private static Object value(Field field) {
    String first = field.getAnnotation(Param.class).value()[0];
    if (field.getType().isEnum()) {
      return Arrays.stream(field.getType().getEnumConstants())
          .filter(constant -> first.equals(Param.BLANK_ARGS) || constant.toString().equals(first))
          .findFirst()
          .orElseThrow();
    }
    return field.getType() == int.class ? (Object) Integer.valueOf(first) : first;
  }
}
