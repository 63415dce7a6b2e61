// SPDX-License-Identifier: Apache-2.0

/**
 * Vietnamese speech to text; {@link vn.nghe} says where to start.
 *
 * <p>A module that requires this one needs no flag: the Vector API comes with it. On the class
 * path, where nothing is closed, Java needs {@code --add-modules jdk.incubator.vector}.
 */
// The modules that are named behind "to" are not there when the engine is compiled, and of the
// two codecs no release has a module descriptor.
@SuppressWarnings({"module", "requires-automatic"})
module vn.nghe.engine {
  requires com.fasterxml.jackson.core;
  requires java.management;
  requires jdk.incubator.vector;
  requires jdk.management;

  // Automatic modules, named after their files.
  requires concentus;
  requires jorbis;

  exports vn.nghe;
  exports vn.nghe.api;
  exports vn.nghe.audio;
  exports vn.nghe.audio.input;
  exports vn.nghe.text.written;
  exports vn.nghe.transcript;

  // What reads, writes and measures models.
  exports vn.nghe.features to
      vn.nghe.perf,
      vn.nghe.weights;
  exports vn.nghe.language to
      vn.nghe.cli,
      vn.nghe.perf,
      vn.nghe.weights;
  exports vn.nghe.model to
      vn.nghe.perf,
      vn.nghe.weights;
  exports vn.nghe.segment to
      vn.nghe.weights;
  exports vn.nghe.text to
      vn.nghe.cli,
      vn.nghe.weights;

  // What times the parts of a pass.
  exports vn.nghe.decode to
      vn.nghe.perf;
  exports vn.nghe.kernel to
      vn.nghe.perf;
  exports vn.nghe.recognise to
      vn.nghe.perf;
}
