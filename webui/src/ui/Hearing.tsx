// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import type { Heard } from "../api/transcript-events";
import { clock, t } from "../i18n/messages";

/** How much of the end of the text is shown, in characters: three lines of a telephone. */
const SHOWN = 120;

interface HearingProps {
  readonly name: string;
  /** When the service began, in milliseconds since 1970. */
  readonly since: number;
  readonly heard: Heard | undefined;
}

/** How far the recognition of a recording is. Apart from the status, which is read on changes. */
export function Hearing({ name, since, heard }: HearingProps) {
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

function reachedOf({ seconds, duration }: Heard): string {
  const time = clock(seconds);
  return duration === undefined ? time : t("upload.heardOf", { time, total: clock(duration) });
}

/** The end of a text, from a word on. */
function endOf(text: string): string {
  return text.length <= SHOWN ? text : `… ${text.slice(text.indexOf(" ", text.length - SHOWN) + 1)}`;
}

/** How long the service has been at it. */
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
