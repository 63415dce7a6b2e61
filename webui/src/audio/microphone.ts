// SPDX-License-Identifier: Apache-2.0
import { SAMPLE_RATE, toPcm16 } from "./pcm";
import tapUrl from "./pcm-worklet.js?url&no-inline";
import { Resampler } from "./resampler";

/** Why the microphone cannot be used. */
export type MicrophoneFault = "refused" | "missing" | "occupied" | "insecure" | "unsupported";

export class MicrophoneError extends Error {
  constructor(readonly fault: MicrophoneFault) {
    super(fault);
    this.name = "MicrophoneError";
  }
}

/** An open microphone. */
export interface Microphone {
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Closes it. The last, incomplete block of 40 ms is dropped. */
  stop(): Promise<void>;
}

/**
 * Asks for the microphone and opens it.
 *
 * @param sound is called with each block of mono PCM at {@link SAMPLE_RATE}
 * @param lost is called when the device is unplugged or withdrawn
 * @throws MicrophoneError if the microphone cannot be used
 */
export async function openMicrophone(
  sound: (samples: Int16Array) => void,
  lost: () => void,
): Promise<Microphone> {
  const stream = await microphoneStream();
  const turnOff = () => stream.getTracks().forEach((track) => track.stop());
  try {
    return await tap(stream, sound, lost, turnOff);
  } catch (fault) {
    turnOff();
    throw fault;
  }
}

async function tap(
  stream: MediaStream,
  sound: (samples: Int16Array) => void,
  lost: () => void,
  turnOff: () => void,
): Promise<Microphone> {
  const { context, source } = openContext(stream);
  await context.audioWorklet.addModule(tapUrl);
  await running(context);
  const node = new AudioWorkletNode(context, "pcm-tap", { numberOfOutputs: 0 });
  const resampler = new Resampler(context.sampleRate, SAMPLE_RATE);
  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    const samples = toPcm16(resampler.push(data));
    if (samples.length > 0) {
      sound(samples);
    }
  };
  source.connect(node);
  stream.getAudioTracks()[0]?.addEventListener("ended", lost);
  return {
    pause: () => context.suspend(),
    resume: () => context.resume(),
    stop: async () => {
      stream.getAudioTracks()[0]?.removeEventListener("ended", lost);
      turnOff();
      await context.close();
    },
  };
}

/** Firefox cannot connect a microphone to a context whose rate differs from the device's. */
function openContext(stream: MediaStream) {
  const preferred = new AudioContext({ sampleRate: SAMPLE_RATE });
  try {
    return { context: preferred, source: preferred.createMediaStreamSource(stream) };
  } catch {
    void preferred.close();
    const context = new AudioContext();
    return { context, source: context.createMediaStreamSource(stream) };
  }
}

/** In milliseconds; browsers need a tenth of it. */
const LONGEST_START = 3000;

/** On a machine without an audio output, Firefox never starts a context and reports no error. */
async function running(context: AudioContext): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the context does not run")), LONGEST_START);
  });
  try {
    await Promise.race([context.resume(), late]);
  } catch (fault) {
    void context.close();
    throw fault;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for the microphone, with what browsers do for speech turned on. */
export async function microphoneStream(): Promise<MediaStream> {
  if (!window.isSecureContext) {
    throw new MicrophoneError("insecure");
  }
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices || typeof AudioContext === "undefined") {
    throw new MicrophoneError("unsupported");
  }
  try {
    return await devices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (fault) {
    throw new MicrophoneError(faultOf(fault));
  }
}

function faultOf(fault: unknown): MicrophoneFault {
  switch (fault instanceof DOMException ? fault.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotReadableError":
    case "AbortError":
      return "occupied";
    default:
      return "missing";
  }
}
