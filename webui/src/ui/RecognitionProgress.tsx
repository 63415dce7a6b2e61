// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import type { Recognised } from "../api/transcript-events";
import { clock, t } from "../i18n/messages";

/** Characters shown of the end of the text: three lines on a phone. */
const SHOWN = 120;

interface RecognitionProgressProps {
  readonly name: string;
  /** Start of the transcription, in milliseconds since 1970. */
  readonly since: number;
  readonly heard: Recognised | undefined;
}

/** The progress of a transcription. Not part of the status, which screen readers read on changes. */
export function RecognitionProgress({ name, since, heard }: RecognitionProgressProps) {
  const reached = heard && reachedOf(heard);
  return (
    <>
      <span class="small clock row">
        <span>{reached}</span>
        <Elapsed since={since} />
      </span>
      <progress
        aria-label={t("upload.heard", { name })}
        aria-valuetext={reached}
        {...(heard?.duration === undefined
          ? {}
          : { value: Math.min(heard.seconds, heard.duration), max: heard.duration })}
      />
      {heard && heard.text !== "" && (
        <p class="small so-far" lang="vi" role="group" aria-label={t("upload.heardText", { name })}>
          {endOf(heard.text)}
        </p>
      )}
    </>
  );
}

function reachedOf({ seconds, duration }: Recognised): string {
  const time = clock(seconds);
  return duration === undefined ? time : t("upload.heardOf", { time, total: clock(duration) });
}

/** The end of a text, from the start of a word. */
function endOf(text: string): string {
  return text.length <= SHOWN ? text : `… ${text.slice(text.indexOf(" ", text.length - SHOWN) + 1)}`;
}

/** The time since the start of the transcription. */
function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" aria-label={t("upload.elapsed")}>
      {clock((now - since) / 1000)}
    </span>
  );
}
