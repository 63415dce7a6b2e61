// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.webserver.http.HttpRouting;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.TreeSet;

/** Writes down the methods and paths that are added to a routing. */
final class RecordedRoutes {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  private final Set<String> found = new TreeSet<>();

  HttpRouting.Builder builder() {
    InvocationHandler note =
        (proxy, method, arguments) -> {
          if (METHODS.contains(method.getName()) && arguments[0] instanceof String path) {
            found.add(method.getName() + " " + path);
          }
          return proxy;
        };
    return (HttpRouting.Builder)
        Proxy.newProxyInstance(
            RecordedRoutes.class.getClassLoader(),
            new Class<?>[] {HttpRouting.Builder.class},
            note);
  }

  /** Such as {@code get /v1/models}. */
  Set<String> methodsAndPaths() {
    return found;
  }
}
