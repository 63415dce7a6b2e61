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
        public void charge(double seconds) {}
      };

  /**
   * Checks early, before an upload, that the caller has anything left.
   *
   * @throws vn.nghe.service.error.RefusedException if not
   */
  void requireRest();

  /**
   * Counts a clip, once its length is known and before it is worked on.
   *
   * @param seconds how long it is
   * @throws vn.nghe.service.error.RefusedException if it is more than the caller has left
   */
  void charge(double seconds);
}
