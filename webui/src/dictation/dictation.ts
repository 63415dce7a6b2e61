// SPDX-License-Identifier: Apache-2.0
import { batch, signal } from "@preact/signals";
import { ServiceError } from "../api/errors";
import { transcribe, whatIsWrong } from "../api/transcriptions";
import { type FileRecording, recordFile } from "../audio/file-recorder";
import { MicrophoneError, openMicrophone, type Microphone, type MicrophoneFault } from "../audio/microphone";
import { level as levelOf, wav } from "../audio/pcm";
import { messageOf } from "../i18n/error-messages";
import type { MessageKey } from "../i18n/messages";
import { moment, t } from "../i18n/messages";
import { connection, transcriptionOptions, trustedConnection } from "../service";
import type { Entry } from "../store/database";
import { RecordingBackup, save } from "../store/library";
import { telemetry } from "../telemetry";
import { segmentsOf, type Transcript, type Word } from "../transcript/transcript";
import { LiveLink, type LinkState } from "./live-link";

export type Phase = "ready" | "asking" | "listening" | "paused" | "thinking" | "sending" | "fault";

export const phase = signal<Phase>("ready");
export const link = signal<LinkState>("connecting");
export const fault = signal<MicrophoneFault>("refused");
/** Root mean square of the last 40 ms, 0 to 1. */
export const level = signal(0);
export const seconds = signal(0);
/** Final words, and the partial text after them. */
export const words = signal<readonly Word[]>([]);
export const partial = signal("");
/** Why a recording goes on without live text. */
export const trouble = signal<MessageKey | undefined>(undefined);

/** Blocks of 40 ms stored at once: 2 s, the most that a crash can lose. */
const PIECE = 50;

interface Recording {
  readonly id: string;
  readonly at: number;
  readonly microphone: Microphone | FileRecording;
  readonly link?: LiveLink;
  readonly backup?: RecordingBackup;
}

let recording: Recording | undefined;

/** Opens the microphone; only this asks for permission. */
export async function start(): Promise<void> {
  if (phase.value !== "ready" && phase.value !== "fault") {
    return;
  }
  batch(() => {
    phase.value = "asking";
    link.value = "connecting";
    words.value = [];
    partial.value = "";
    seconds.value = 0;
    trouble.value = undefined;
  });
  const asked = performance.now();
  try {
    recording = await begin();
    phase.value = "listening";
    telemetry.timing("microphone", "record", performance.now() - asked);
  } catch (problem) {
    fault.value = problem instanceof MicrophoneError ? problem.fault : "unsupported";
    phase.value = "fault";
    telemetry.error("microphone", "record", fault.value);
  }
}

async function begin(): Promise<Recording> {
  const id = crypto.randomUUID();
  const at = Date.now();
  let live: LiveLink | undefined;
  const backup = new RecordingBackup(id);
  let piece: Int16Array[] = [];
  const sound = (samples: Int16Array) => {
    live ??= openLink();
    live.append(samples);
    level.value = levelOf(samples);
    seconds.value = live.seconds;
    piece.push(samples);
    if (piece.length === PIECE) {
      void backup.keep(joined(piece));
      piece = [];
    }
  };
  try {
    const microphone = await openMicrophone(sound, () => void stop());
    live ??= openLink();
    return { id, at, microphone, link: live, backup };
  } catch (problem) {
    live?.stop();
    await backup.drop();
    if (problem instanceof MicrophoneError) {
      throw problem;
    }
    // No working AudioWorklet: MediaRecorder records a file, which is transcribed afterwards.
    const microphone = await recordFile(() => seconds.value++);
    link.value = "none";
    return { id, at, microphone };
  }
}

function openLink(): LiveLink {
  const opened = performance.now();
  let isFirst = true;
  const live: LiveLink = new LiveLink(connection(), transcriptionOptions(), {
    state: (state) => {
      link.value = state;
      if (state === "none") {
        void explain(live.fault ?? "unexpected");
      }
    },
    partial: (text) => {
      partial.value = text;
      if (isFirst && text !== "") {
        isFirst = false;
        telemetry.timing("first-text", "record", performance.now() - opened);
      }
    },
    final: (more) => (words.value = [...words.value, ...more]),
  });
  return live;
}

/** Shows why there is no live text, unless the network just does not support WebSockets. */
async function explain(fault: string): Promise<void> {
  const code = fault === "network" ? (await whatIsWrong(connection())).code : fault;
  telemetry.error("realtime", "record", code);
  trouble.value = code === "network" ? undefined : messageOf(code);
}

export async function pause(): Promise<void> {
  if (phase.value === "listening") {
    phase.value = "paused";
    level.value = 0;
    await recording?.microphone.pause();
  }
}

export async function resume(): Promise<void> {
  if (phase.value === "paused") {
    await recording?.microphone.resume();
    recording?.link?.retry();
    phase.value = "listening";
  }
}

/** Connects again; to be called when the network is back. */
export function reconnect(): void {
  recording?.link?.retry();
}

/** Discards the recording. */
export async function discard(): Promise<void> {
  const thrown = recording;
  recording = undefined;
  phase.value = "ready";
  level.value = 0;
  thrown?.link?.stop();
  if (thrown && "cancel" in thrown.microphone) {
    thrown.microphone.cancel();
  } else {
    await thrown?.microphone.stop();
  }
  await thrown?.backup?.drop();
}

/**
 * Ends the recording and saves it with its text, or without if the service cannot be reached.
 *
 * @return the entry's id
 */
export async function stop(): Promise<string | undefined> {
  const done = recording;
  if (!done || (phase.value !== "listening" && phase.value !== "paused")) {
    return undefined;
  }
  const stopped = performance.now();
  recording = undefined;
  phase.value = "thinking";
  level.value = 0;
  const file = await done.microphone.stop();
  const isWhole = (await done.link?.finish()) ?? false;
  const blob = file instanceof Blob ? file : wav(done.link?.chunks ?? []);
  const entry = { id: done.id, at: done.at, name: t("name.recording", { time: moment(done.at) }) };
  const outcome = isWhole ? { transcript: liveTranscript() } : await sent(blob);
  await save({ ...entry, ...outcome }, blob);
  await done.backup?.drop();
  telemetry.timing("finish", "record", performance.now() - stopped);
  phase.value = "ready";
  return done.id;
}

function liveTranscript(): Transcript {
  return {
    segments: segmentsOf(words.value),
    duration: seconds.value,
    language: "vi",
    model: transcriptionOptions().model,
  };
}

async function sent(blob: Blob): Promise<Pick<Entry, "transcript" | "fault">> {
  phase.value = "sending";
  const name = `recording.${/\/(\w+)/u.exec(blob.type)?.[1] ?? "bin"}`;
  try {
    const { signal } = new AbortController();
    const transcript = await transcribe(
      await trustedConnection(),
      transcriptionOptions(),
      blob,
      name,
      { sending: () => undefined, recognising: () => undefined },
      signal,
    );
    return { transcript };
  } catch (problem) {
    const fault = problem instanceof ServiceError ? problem.code : "unexpected";
    telemetry.error("transcribe", "record", fault);
    return { fault };
  }
}

function joined(chunks: readonly Int16Array[]): Int16Array {
  const out = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
