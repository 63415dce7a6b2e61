// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import vn.nghe.kernel.Workers;
import vn.nghe.model.Activations;

/**
 * One pass after the encoder.
 *
 * @param workers share the arithmetic
 * @param activations hold the encoder's output
 * @param seconds length of the sound, without the silence that follows it
 * @param clock measures the stages from here on
 */
record EncodedPass(Workers workers, Activations activations, double seconds, StageClock clock) {}
