// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { messageOf } from "../i18n/error-messages";
import { moment, t } from "../i18n/messages";
import type { Entry } from "../store/database";
import { remove, save, saveTranscript, soundOf } from "../store/library";
import { LOW_CONFIDENCE, withEdit, wordAt } from "../transcript/transcript";
import { again } from "../upload/queue";
import { ask } from "./ask";
import { Icon } from "./Icon";
import { Player } from "./Player";
import { goHome } from "./route";
import { Passage } from "./Passage";
import { Export } from "./Export";
import { usePlayback } from "./playback";

/** A saved recording with its text, to play, read, edit and download. */
export function EntryView({ entry }: { entry: Entry }) {
  const [sound, setSound] = useState<Blob>();
  useEffect(() => void soundOf(entry.id).then(setSound), [entry.id]);
  const playback = usePlayback(sound);
  const { transcript } = entry;
  const [segment, word] = (transcript && wordAt(transcript, playback.time)) ?? [-1, -1];
  const isUnsure = transcript?.segments.some((part) =>
    part.words.some(({ confidence }) => confidence !== undefined && confidence < LOW_CONFIDENCE),
  );
  return (
    <article class="entry">
      <div class="bar">
        <a class="button quiet" href="#/">
          <Icon name="back" />
          {t("transcript.back")}
        </a>
        <button
          type="button"
          class="round"
          aria-label={t("transcript.delete")}
          title={t("transcript.delete")}
          onClick={() => void drop(entry.id)}
        >
          <Icon name="trash" />
        </button>
      </div>
      <h1>
        <input
          class="name"
          aria-label={t("transcript.name")}
          value={entry.name}
          onChange={({ currentTarget }) =>
            void save({ ...entry, name: currentTarget.value.trim() || entry.name })
          }
        />
      </h1>
      <p class="small">
        {moment(entry.at)}
        {transcript ? ` · ${transcript.model}` : ""}
      </p>
      {sound && (
        <Player sound={sound} playback={playback} duration={transcript?.duration ?? 0} />
      )}
      {transcript === undefined && (
        <div class="note">
          <p>{t("transcript.unsent")}</p>
          {entry.fault !== undefined && (
            <p>{t("transcript.unsentWhy", { why: t(messageOf(entry.fault)) })}</p>
          )}
          <button
            type="button"
            class="primary"
            disabled={!sound}
            onClick={() => {
              if (sound) {
                again(entry.id, entry.name, sound);
                goHome();
              }
            }}
          >
            <Icon name="retry" />
            {t("transcript.send")}
          </button>
        </div>
      )}
      {transcript?.segments.length === 0 && <p class="note">{t("transcript.empty")}</p>}
      {transcript && transcript.segments.length > 0 && (
        <>
          <div class="text" lang="vi">
            {transcript.segments.map((part, at) => (
              <Passage
                key={part.start}
                segment={part}
                playing={at === segment ? word : -1}
                hear={playback.playFrom}
                save={(text) => void saveTranscript(entry.id, withEdit(transcript, at, text))}
              />
            ))}
          </div>
          <p class="small">
            {sound && playback.canPlay && t("transcript.hear")}
            {isUnsure && ` · ${t("transcript.unsure")}`}
          </p>
          <Export name={entry.name} transcript={transcript} />
        </>
      )}
    </article>
  );
}

async function drop(id: string): Promise<void> {
  if (await ask(t("transcript.deleteAsk"))) {
    goHome();
    await remove(id);
  }
}
