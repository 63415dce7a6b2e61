// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { messageOf } from "../api/errors";
import { clock, t } from "../i18n/messages";
import { cancel, dismiss, jobs, retry, type Job } from "../upload/queue";
import { Icon } from "./Icon";
import { hrefOf } from "./route";

export function Queue() {
  if (jobs.value.length === 0) {
    return null;
  }
  return (
    <section class="list" aria-labelledby="queue">
      <h2 id="queue">{t("upload.queue")}</h2>
      <ul>
        {jobs.value.map((job) => (
          <Row key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function Row({ job }: { job: Job }) {
  const { id, name, state } = job;
  return (
    <li class={`job ${state.kind}`}>
      <div class="grow">
        {state.kind === "done" ? <a href={hrefOf(id)}>{name}</a> : <strong>{name}</strong>}
        <span class="small" role="status">
          {textOf(job)}
        </span>
        {state.kind === "transcribing" && <Elapsed since={state.since} />}
        {(state.kind === "sending" || state.kind === "transcribing") && (
          <progress
            aria-label={name}
            {...(state.kind === "sending" ? { value: state.sent } : {})}
          />
        )}
      </div>
      {state.kind === "failed" && state.code !== "audio_unsupported" && (
        <button
          type="button"
          class="round"
          aria-label={t("upload.retry", { name })}
          title={t("upload.retry", { name })}
          onClick={() => retry(id)}
        >
          <Icon name="retry" />
        </button>
      )}
      {state.kind === "failed" || state.kind === "done" ? (
        <button
          type="button"
          class="round"
          aria-label={t("upload.dismiss", { name })}
          title={t("upload.dismiss", { name })}
          onClick={() => dismiss(id)}
        >
          <Icon name="close" />
        </button>
      ) : (
        <button
          type="button"
          class="round"
          aria-label={t("upload.cancel", { name })}
          title={t("upload.cancel", { name })}
          onClick={() => cancel(id)}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

/** How long the service has been at it; apart from the status, which is read aloud on changes. */
function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="small clock" role="timer" aria-label={t("upload.elapsed")}>
      {clock((now - since) / 1000)}
    </span>
  );
}

function textOf({ state }: Job): string {
  switch (state.kind) {
    case "waiting":
      return t("upload.waiting");
    case "sending":
      return t("upload.sending", { percent: Math.round(100 * state.sent) });
    case "transcribing":
      return t("upload.transcribing");
    case "held":
      return t(state.isLimit ? "upload.heldByLimit" : "upload.held", { seconds: state.seconds });
    case "done":
      return t("upload.done");
    case "failed":
      return state.code === "cancelled" ? t("upload.cancelled") : t(messageOf(state.code));
  }
}
