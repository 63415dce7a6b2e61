// SPDX-License-Identifier: Apache-2.0
import { MicrophoneError, microphoneStream } from "./microphone";

/** A recording by MediaRecorder, for browsers without a working AudioWorklet. */
export interface FileRecording {
  pause(): void;
  resume(): void;
  /** Ends the recording and returns the file. */
  stop(): Promise<Blob>;
  /** Ends the recording and drops it. */
  cancel(): void;
}

/** In order of preference. Safari writes MP4, Firefox Ogg or WebM, Chromium WebM. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/**
 * Asks for the microphone and records it.
 *
 * @param tick is called after every second of the recording
 * @throws MicrophoneError if the microphone cannot be used
 */
export async function recordFile(tick: () => void): Promise<FileRecording> {
  const stream = await microphoneStream();
  if (typeof MediaRecorder === "undefined") {
    stream.getTracks().forEach((track) => track.stop());
    throw new MicrophoneError("unsupported");
  }
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => {
    parts.push(data);
    if (recorder.state === "recording") {
      tick();
    }
  };
  recorder.start(1000);
  const turnOff = () => stream.getTracks().forEach((track) => track.stop());
  return {
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    stop: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          turnOff();
          resolve(new Blob(parts, { type: recorder.mimeType }));
        };
        recorder.stop();
      }),
    cancel: () => {
      recorder.ondataavailable = null;
      recorder.stop();
      turnOff();
    },
  };
}
