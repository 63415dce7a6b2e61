// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import { messageOf } from "../i18n/error-messages";
import { t } from "../i18n/messages";
import { refusal } from "../service";
import { find } from "../store/library";
import { DropZone } from "./DropZone";
import { EntryView } from "./EntryView";
import { History } from "./History";
import { Icon } from "./Icon";
import { Queue } from "./Queue";
import { Recorder } from "./Recorder";
import { openEntry } from "./route";
import { SettingsDialog } from "./SettingsDialog";

export function App() {
  const dialog = useRef<HTMLDialogElement>(null);
  const main = useRef<HTMLElement>(null);
  const id = openEntry.value;
  const entry = id === undefined ? undefined : find(id);
  useEffect(() => {
    document.title = entry ? `${entry.name} – Nghe` : t("app.title");
  });
  useEffect(() => {
    scrollTo(0, 0);
  }, [id]);
  return (
    <DropZone>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("app.skip")}
      </a>
      <header class="bar">
        <a class="brand" href="#/" aria-label={`Nghe – ${t("nav.home")}`}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          Nghe
        </a>
        <button
          type="button"
          class="quiet"
          onClick={() => dialog.current?.showModal()}
        >
          <Icon name="settings" />
          {t("nav.settings")}
        </button>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {entry ? (
          <EntryView key={entry.id} entry={entry} />
        ) : (
          <>
            {refusal.value !== undefined && (
              <div class="note refusal" role="alert">
                <Icon name="warn" />
                <span class="grow">{t(messageOf(refusal.value))}</span>
                <button type="button" onClick={() => dialog.current?.showModal()}>
                  {t("nav.settings")}
                </button>
              </div>
            )}
            <Recorder />
            <Queue />
            <History />
          </>
        )}
      </main>
      <footer>{t("privacy")}</footer>
      <SettingsDialog dialog={dialog} />
    </DropZone>
  );
}
