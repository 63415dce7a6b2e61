// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { clock, t } from "../i18n/messages";
import { LOW_CONFIDENCE, textOf, type Segment, type Word } from "../transcript/transcript";
import { Icon } from "./Icon";

interface Props {
  readonly segment: Segment;
  /** The index of the word that is playing, or -1. */
  readonly playing: number;
  readonly hear: (time: number) => void;
  readonly save: (text: string) => void;
}

/** A segment of a transcript: words to press, or a text box while it is edited. */
export function Passage({ segment, playing, hear, save }: Props) {
  const [isEditing, setEditing] = useState(false);
  const time = clock(segment.start);
  if (isEditing) {
    return (
      <Editor
        segment={segment}
        done={(text) => {
          setEditing(false);
          save(text);
        }}
        leave={() => setEditing(false)}
      />
    );
  }
  return (
    <div class={`passage ${playing >= 0 ? "now" : ""}`}>
      <button
        type="button"
        class="time"
        onClick={() => hear(segment.start)}
        aria-label={`${t("transcript.play")} ${time}`}
      >
        {time}
      </button>
      <p>
        {segment.edited === undefined
          ? segment.words.map((word, at) => (
              <WordButton key={word.start} word={word} isPlaying={at === playing} hear={hear} />
            ))
          : segment.edited}
      </p>
      <button
        type="button"
        class="round"
        aria-label={t("transcript.edit", { time })}
        title={t("transcript.edit", { time })}
        onClick={() => setEditing(true)}
      >
        <Icon name="edit" />
      </button>
    </div>
  );
}

interface WordProps {
  readonly word: Word;
  readonly isPlaying: boolean;
  readonly hear: (time: number) => void;
}

function WordButton({ word, isPlaying, hear }: WordProps) {
  const isUnsure = word.confidence !== undefined && word.confidence < LOW_CONFIDENCE;
  return (
    <>
      <button
        type="button"
        class={`word ${isUnsure ? "unsure" : ""}`}
        {...(isPlaying ? { "aria-current": "true" as const } : {})}
        {...(isUnsure ? { "aria-label": t("transcript.unsureWord", { word: word.text }) } : {})}
        onClick={() => hear(word.start)}
      >
        {word.text}
      </button>{" "}
    </>
  );
}

interface EditorProps {
  readonly segment: Segment;
  readonly done: (text: string) => void;
  readonly leave: () => void;
}

function Editor({ segment, done, leave }: EditorProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const heard = segment.words.map(({ text }) => text).join(" ");
  return (
    <div class="passage editing">
      <span class="time">{clock(segment.start)}</span>
      <textarea
        ref={box}
        rows={2}
        aria-label={t("transcript.editor", { time: clock(segment.start) })}
        defaultValue={textOf(segment)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            leave();
          } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            done(event.currentTarget.value);
          }
        }}
      />
      <div class="row">
        {segment.edited !== undefined && (
          <button type="button" class="quiet" onClick={() => done(heard)}>
            {t("transcript.revert")}
          </button>
        )}
        <button
          type="button"
          class="primary"
          onClick={() => done(box.current?.value ?? textOf(segment))}
        >
          {t("transcript.save")}
        </button>
      </div>
    </div>
  );
}
