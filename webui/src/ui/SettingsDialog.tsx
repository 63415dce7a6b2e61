// SPDX-License-Identifier: Apache-2.0
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { isAboutAddress } from "../api/errors";
import { messageOf } from "../i18n/error-messages";
import { t } from "../i18n/messages";
import { askForModels, models, refusal } from "../service";
import { change, settings, type Language, type Theme } from "../settings";
import { Icon } from "./Icon";

export function SettingsDialog({ dialog }: { dialog: RefObject<HTMLDialogElement> }) {
  const { hotWords, model, language, theme, server, key, telemetry } = settings.value;
  const [state, setState] = useState("");
  const look = async () => {
    await askForModels();
    setState(t(refusal.value === undefined ? "settings.connected" : messageOf(refusal.value)));
  };
  return (
    <dialog ref={dialog} class="settings" aria-labelledby="settings">
      <div class="bar">
        <h2 id="settings">{t("settings.title")}</h2>
        <button
          type="button"
          class="round"
          aria-label={t("settings.close")}
          title={t("settings.close")}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <Field id="hot-words" label={t("settings.hotWords")} help={t("settings.hotWordsHelp")}>
        <textarea
          id="hot-words"
          rows={4}
          lang="vi"
          spellcheck={false}
          aria-describedby="hot-words-help"
          value={hotWords}
          onInput={({ currentTarget }) => change({ hotWords: currentTarget.value })}
        />
      </Field>
      <Field id="model" label={t("settings.model")}>
        <select
          id="model"
          value={model || models.value[0]}
          onChange={({ currentTarget }) => change({ model: currentTarget.value })}
        >
          {(models.value.length > 0 ? models.value : [model || "whisper-1"]).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <div class="pair">
        <Field id="language" label={t("settings.language")}>
          <select
            id="language"
            value={language}
            onChange={({ currentTarget }) => change({ language: currentTarget.value as Language })}
          >
            <option value="vi" lang="vi">
              Tiếng Việt
            </option>
            <option value="en" lang="en">
              English
            </option>
          </select>
        </Field>
        <Field id="theme" label={t("settings.theme")}>
          <select
            id="theme"
            value={theme}
            onChange={({ currentTarget }) => change({ theme: currentTarget.value as Theme })}
          >
            {(["system", "light", "dark"] as const).map((name) => (
              <option key={name} value={name}>
                {t(`settings.theme.${name}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <Field id="server" label={t("settings.server")} help={t("settings.serverHelp")}>
        <input
          id="server"
          type="url"
          placeholder={location.origin}
          aria-describedby="server-help server-state"
          aria-invalid={isAboutAddress(refusal.value)}
          value={server}
          onChange={({ currentTarget }) => {
            change({ server: currentTarget.value });
            void look();
          }}
        />
      </Field>
      <Field id="key" label={t("settings.key")} help={t("settings.keyHelp")}>
        <input
          id="key"
          type="password"
          autocomplete="off"
          aria-describedby="key-help"
          value={key}
          onChange={({ currentTarget }) => {
            change({ key: currentTarget.value.trim() });
            void look();
          }}
        />
      </Field>
      <p class={refusal.value === undefined ? "small" : "small wrong"} id="server-state" role="status">
        {state}
      </p>
      <label class="check">
        <input
          type="checkbox"
          checked={telemetry}
          aria-describedby="telemetry-help"
          onChange={({ currentTarget }) => change({ telemetry: currentTarget.checked })}
        />
        {t("settings.telemetry")}
      </label>
      <p class="small" id="telemetry-help">
        {t("settings.telemetryHelp")}
      </p>
    </dialog>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly children: preact.ComponentChildren;
}

function Field({ id, label, help, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {help !== undefined && (
        <span class="small" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}
