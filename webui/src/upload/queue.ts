// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { ServiceError } from "../api/errors";
import type { Recognised } from "../api/transcript-events";
import { transcribe } from "../api/transcriptions";
import { transcriptionOptions, trustedConnection } from "../service";
import { find, save } from "../store/library";
import { telemetry } from "../telemetry";

export type JobState =
  | { readonly kind: "waiting" }
  /** `sent` is the share of the file, 0 to 1. */
  | { readonly kind: "sending"; readonly sent: number }
  /** `since` is in milliseconds since 1970; `heard` is absent until the first event. */
  | { readonly kind: "transcribing"; readonly since: number; readonly heard?: Recognised }
  /** The service asked to wait so many seconds; the file is sent again after them. */
  | { readonly kind: "held"; readonly isLimit: boolean; readonly seconds: number }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly code: string };

/** A file to transcribe. Its entry has the same id. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly file: Blob;
  readonly state: JobState;
}

export const jobs = signal<readonly Job[]>([]);

let current: { readonly id: string; readonly abort: AbortController } | undefined;

/**
 * Puts files at the end of the queue.
 *
 * @return the ids of their jobs
 */
export function add(files: readonly File[]): string[] {
  const added = files.map((file) => newJob(crypto.randomUUID(), file.name, file));
  jobs.value = [...jobs.value, ...added];
  void work();
  return added.map(({ id }) => id);
}

/** Sends the audio of an entry again. */
export function again(id: string, name: string, file: Blob): void {
  dismiss(id);
  jobs.value = [...jobs.value, newJob(id, name, file)];
  void work();
}

/** Cancels a running or waiting job. */
export function cancel(id: string): void {
  if (current?.id === id) {
    current.abort.abort();
  } else {
    set(id, { kind: "failed", code: "cancelled" });
  }
}

export function retry(id: string): void {
  set(id, { kind: "waiting" });
  void work();
}

/** Removes a finished job from the list. */
export function dismiss(id: string): void {
  jobs.value = jobs.value.filter((job) => job.id !== id);
}

function newJob(id: string, name: string, file: Blob): Job {
  return { id, name, file, state: { kind: "waiting" } };
}

function set(id: string, state: JobState): void {
  jobs.value = jobs.value.map((job) => (job.id === id ? { ...job, state } : job));
}

/** Runs one job at a time: the service divides its cores among requests anyway. */
async function work(): Promise<void> {
  if (current) {
    return;
  }
  const next = jobs.value.find((job) => job.state.kind === "waiting");
  if (next) {
    const abort = new AbortController();
    current = { id: next.id, abort };
    set(next.id, await run(next, abort.signal));
    current = undefined;
    void work();
  }
}

async function run({ id, name, file }: Job, signal: AbortSignal): Promise<JobState> {
  const began = performance.now();
  set(id, { kind: "sending", sent: 0 });
  try {
    const service = await trustedConnection();
    let since = Date.now();
    const progress = {
      sending: (sent: number) => {
        since = Date.now();
        set(id, { kind: "sending", sent });
      },
      recognising: (heard?: Recognised) =>
        set(id, { kind: "transcribing", since, ...(heard === undefined ? {} : { heard }) }),
    };
    const transcript = await transcribe(service, transcriptionOptions(), file, name, progress, signal);
    await save({ at: Date.now(), ...find(id), id, name, transcript }, file);
    telemetry.timing("transcribe", "upload", performance.now() - began);
    return { kind: "done" };
  } catch (problem) {
    const error = problem instanceof ServiceError ? problem : new ServiceError("unexpected", 0);
    const { code, retryAfter } = error;
    if (code !== "cancelled") {
      telemetry.error("transcribe", "upload", code);
    }
    if (!error.isTransient || retryAfter === undefined) {
      return { kind: "failed", code };
    }
    set(id, { kind: "held", isLimit: error.status === 429, seconds: retryAfter });
    await delay(retryAfter, signal);
    return signal.aborted ? { kind: "failed", code: "cancelled" } : { kind: "waiting" };
  }
}

/** Waits so many seconds, or until the signal aborts. */
function delay(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1000 * seconds);
    signal.addEventListener("abort", () => resolve());
  });
}
