// SPDX-License-Identifier: Apache-2.0
import { clock, moment, t } from "../i18n/messages";
import { clear, entries, remove } from "../store/library";
import { fullText } from "../transcript/transcript";
import { ask } from "./ask";
import { Icon } from "./Icon";
import { hrefOf } from "./route";

export function History() {
  return (
    <section class="list" aria-labelledby="history">
      <h2 id="history">{t("history.title")}</h2>
      {entries.value.length === 0 ? (
        <p class="small">{t("history.none")}</p>
      ) : (
        <>
          <ul>
            {entries.value.map(({ id, name, at, transcript }) => (
              <li key={id}>
                <a class="grow" href={hrefOf(id)}>
                  <strong>{name}</strong>
                  <span class="preview" lang="vi">
                    {transcript ? fullText(transcript) : t("history.unsent")}
                  </span>
                  <span class="small">
                    {moment(at)}
                    {transcript ? ` · ${clock(transcript.duration)}` : ""}
                  </span>
                </a>
                <button
                  type="button"
                  class="round"
                  aria-label={t("history.delete", { name })}
                  title={t("history.delete", { name })}
                  onClick={() =>
                    void ask(t("transcript.deleteAsk")).then((yes) =>
                      yes ? remove(id) : undefined,
                    )
                  }
                >
                  <Icon name="trash" />
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            class="quiet"
            onClick={() =>
              void ask(t("history.clearAsk")).then((yes) => (yes ? clear() : undefined))
            }
          >
            {t("history.clear")}
          </button>
        </>
      )}
    </section>
  );
}
