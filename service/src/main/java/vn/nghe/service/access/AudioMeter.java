// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

/** Counts the audio of one request. */
public interface AudioMeter {
  /** Of callers whose audio nobody counts. */
  AudioMeter UNLIMITED =
      new AudioMeter() {
        @Override
        public void requireRest() {}

        @Override
        public void requireRest(double seconds) {}

        @Override
        public void charge(double seconds) {}
      };

  /**
   * Checks early, before an upload, that the caller has anything left.
   *
   * @throws vn.nghe.service.error.RefusedException if not
   */
  void requireRest();

  /**
   * Checks that the caller has some audio left, and counts nothing.
   *
   * @param seconds how much
   * @throws vn.nghe.service.error.RefusedException if there is less
   */
  void requireRest(double seconds);

  /**
   * Counts sound of a clip, as it is decoded and before it is recognised.
   *
   * @param seconds how much
   * @throws vn.nghe.service.error.RefusedException if it is more than the caller has left
   */
  void charge(double seconds);
}
