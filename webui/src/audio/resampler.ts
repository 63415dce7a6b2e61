// SPDX-License-Identifier: Apache-2.0

/** Half the length of the filter, in zero crossings of its sinc: 60 dB down outside the band. */
const CROSSINGS = 12;

/**
 * Resamples a stream with a windowed sinc (Julius O. Smith, "Digital Audio Resampling"). Needed where
 * the browser does not let the page choose the sample rate, as in Firefox for microphones.
 */
export class Resampler {
  private readonly step: number;
  /** Cut-off as a share of the source's Nyquist frequency. */
  private readonly band: number;
  private readonly reach: number;
  private held: Float32Array;
  /** The position of the next output sample in `held`. */
  private position: number;

  constructor(from: number, to: number) {
    this.step = from / to;
    this.band = Math.min(1, to / from);
    this.reach = Math.ceil(CROSSINGS / this.band);
    this.held = new Float32Array(this.reach);
    this.position = this.reach;
  }

  /** The output that these samples complete; the filter's reach is held back. */
  push(samples: Float32Array): Float32Array {
    if (this.step === 1) {
      return samples;
    }
    const all = new Float32Array(this.held.length + samples.length);
    all.set(this.held);
    all.set(samples, this.held.length);
    const count = Math.max(0, Math.ceil((all.length - this.reach - this.position) / this.step));
    const out = new Float32Array(count);
    for (let at = 0; at < count; at++) {
      out[at] = this.at(all, this.position);
      this.position += this.step;
    }
    const drop = Math.max(0, Math.floor(this.position) - this.reach);
    this.held = all.slice(drop);
    this.position -= drop;
    return out;
  }

  private at(samples: Float32Array, position: number): number {
    const first = Math.max(0, Math.ceil(position - this.reach));
    const last = Math.min(samples.length - 1, Math.floor(position + this.reach));
    let sum = 0;
    for (let at = first; at <= last; at++) {
      sum += (samples[at] ?? 0) * this.kernel(position - at);
    }
    return sum;
  }

  private kernel(distance: number): number {
    const x = Math.PI * distance * this.band;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    const hann = 0.5 + 0.5 * Math.cos((Math.PI * distance) / this.reach);
    return this.band * sinc * hann;
  }
}
