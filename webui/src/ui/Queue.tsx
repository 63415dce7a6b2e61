// SPDX-License-Identifier: Apache-2.0
import { messageOf } from "../i18n/error-messages";
import { t } from "../i18n/messages";
import { cancel, dismiss, jobs, retry, type Job } from "../upload/queue";
import { RecognitionProgress } from "./RecognitionProgress";
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
        {state.kind === "sending" && <progress aria-label={name} value={state.sent} />}
        {state.kind === "transcribing" && (
          <RecognitionProgress name={name} since={state.since} heard={state.heard} />
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
