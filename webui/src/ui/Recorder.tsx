// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import {
  discard,
  fault,
  link,
  partial,
  pause,
  phase,
  resume,
  seconds,
  start,
  stop,
  trouble,
  words,
} from "../dictation/dictation";
import { clock, t, type MessageKey } from "../i18n/messages";
import { segmentsOf, textOf } from "../transcript/transcript";
import { ask } from "./ask";
import { FilePicker } from "./FilePicker";
import { Icon } from "./Icon";
import { LevelRing } from "./LevelRing";
import { open } from "./route";

async function finish(): Promise<void> {
  const id = await stop();
  if (id !== undefined) {
    open(id);
  }
}

export function Recorder() {
  const now = phase.value;
  const isOn = now === "listening" || now === "paused";
  useShortcut();
  return (
    <section class={`stage ${now}`} aria-label={t("record.text")}>
      {now !== "ready" && now !== "asking" && now !== "fault" && (
        <h1 class="heard">{t("record.text")}</h1>
      )}
      {now === "ready" || now === "asking" ? <Welcome /> : now === "fault" ? <Fault /> : <LiveText />}
      <div class="controls">
        {isOn && (
          <button
            type="button"
            class="round"
            aria-label={t("record.discard")}
            title={t("record.discard")}
            onClick={() => void ask(t("record.discardAsk")).then((yes) => (yes ? discard() : undefined))}
          >
            <Icon name="trash" />
          </button>
        )}
        <MainButton />
        {isOn && (
          <button
            type="button"
            class="round"
            aria-label={t(now === "paused" ? "record.resume" : "record.pause")}
            title={t(now === "paused" ? "record.resume" : "record.pause")}
            onClick={() => void (now === "paused" ? resume() : pause())}
          >
            <Icon name={now === "paused" ? "mic" : "pause"} />
          </button>
        )}
      </div>
      <p class="status">
        {isOn && <Elapsed />}
        <span role="status">{t(statusOf())}</span>
      </p>
      {trouble.value && isOn && <p class="hint">{t(trouble.value)}</p>}
      {now === "ready" && (
        <p class="hint">
          {t("state.readyHint")}{" "}
          <span class="shortcut">
            {t("state.shortcut")} <kbd>R</kbd>
          </span>
        </p>
      )}
      {(now === "ready" || now === "fault") && <FilePicker />}
    </section>
  );
}

function MainButton() {
  const now = phase.value;
  const isOn = now === "listening" || now === "paused";
  const isBusy = now === "asking" || now === "thinking" || now === "sending";
  const label = isOn ? t("record.stop") : t("record.start");
  return (
    <button
      type="button"
      class={`record ${isOn ? "on" : ""}`}
      aria-label={label}
      title={label}
      aria-disabled={isBusy}
      onClick={() => void (isBusy ? undefined : isOn ? finish() : start())}
    >
      <LevelRing />
      {isBusy ? <span class="spinner" /> : <Icon name={isOn ? "stop" : "mic"} />}
    </button>
  );
}

function statusOf(): MessageKey {
  switch (phase.value) {
    case "ready":
      return "state.ready";
    case "asking":
      return "state.asking";
    case "paused":
      return "state.paused";
    case "thinking":
      return "state.thinking";
    case "sending":
      return "state.sending";
    case "fault":
      return "mic.retry";
    case "listening":
      switch (link.value) {
        case "live":
          return "state.listening";
        case "connecting":
          return "state.connecting";
        case "lost":
          return "state.lost";
        case "none":
          return "state.recording";
      }
  }
}

function Welcome() {
  return (
    <h1 class="welcome">
      <span lang="vi">Nói tiếng Việt,</span> <span lang="vi">chữ hiện ra.</span>
    </h1>
  );
}

function Fault() {
  return (
    <div class="fault" role="alert">
      <h1>
        <Icon name="warn" /> {t(`mic.${fault.value}`)}
      </h1>
      <p>{t(`mic.${fault.value}Help`)}</p>
    </div>
  );
}

/** The length of the recording. A component of its own because it changes many times a second. */
function Elapsed() {
  return (
    <span class="clock" role="timer" aria-label={t("record.elapsed")}>
      {clock(seconds.value)}
    </span>
  );
}

function LiveText() {
  const box = useRef<HTMLDivElement>(null);
  const heard = segmentsOf(words.value);
  const changing = partial.value;
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  });
  return (
    <div
      class="live"
      ref={box}
      role="log"
      aria-live="polite"
      aria-label={t("record.text")}
      lang="vi"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling box must be reachable by keyboard
      tabIndex={0}
    >
      {heard.map((segment) => (
        <span key={segment.start}>{textOf(segment)} </span>
      ))}
      {changing !== "" && (
        <span class="changing" aria-live="off" title={t("record.changing")}>
          {changing}
        </span>
      )}
      {heard.length === 0 && changing === "" && <span class="waiting">…</span>}
    </div>
  );
}

/** R starts and stops, space pauses, unless another element uses the key. */
function useShortcut(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      const isTyping = target.closest("input, textarea, select, dialog, [contenteditable]");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
        return;
      }
      if (event.key.toLowerCase() === "r") {
        void (phase.value === "listening" || phase.value === "paused" ? finish() : start());
      } else if (event.key === " " && !target.closest("button, a")) {
        if (phase.value === "listening" || phase.value === "paused") {
          event.preventDefault();
          void (phase.value === "paused" ? resume() : pause());
        }
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
