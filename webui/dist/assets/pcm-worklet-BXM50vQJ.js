// SPDX-License-Identifier: Apache-2.0

/** Samples in a message: 40 ms at 48 kHz, so that the level is drawn 25 times a second. */
const BLOCK = 1920;

/** Sends the microphone's samples, mixed to mono, from the audio thread to the page. */
class PcmTap extends AudioWorkletProcessor {
  block = new Float32Array(BLOCK);
  filled = 0;

  process([channels]) {
    const length = channels[0]?.length ?? 0;
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (const channel of channels) {
        sum += channel[at];
      }
      this.block[this.filled++] = sum / channels.length;
      if (this.filled === BLOCK) {
        this.port.postMessage(this.block, [this.block.buffer]);
        this.block = new Float32Array(BLOCK);
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("pcm-tap", PcmTap);
