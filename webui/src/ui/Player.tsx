// SPDX-License-Identifier: Apache-2.0
import { clock, t } from "../i18n/messages";
import { Icon } from "./Icon";
import type { Playback } from "./playback";
import { Waveform } from "./Waveform";

interface Props {
  readonly sound: Blob;
  readonly playback: Playback;
  /** Seconds, from the service; 0 before the transcription. */
  readonly duration: number;
}

const RATES = [0.75, 1, 1.25, 1.5, 2];

export function Player({ sound, playback, duration }: Props) {
  const length = duration || (playback.length ?? 0);
  if (!playback.canPlay) {
    return <p class="note">{t("transcript.noSound")}</p>;
  }
  const label = t(playback.isPlaying ? "transcript.pause" : "transcript.play");
  return (
    <div class="player">
      <button
        type="button"
        class="round primary"
        aria-label={label}
        title={label}
        onClick={playback.toggle}
      >
        <Icon name={playback.isPlaying ? "pause" : "play"} />
      </button>
      <Waveform sound={sound} duration={length} time={playback.time} seek={playback.seek} />
      <span class="clock small">
        {clock(playback.time)} / {clock(length)}
      </span>
      <select
        aria-label={t("transcript.speed")}
        value={playback.rate}
        onChange={({ currentTarget }) => playback.setRate(Number(currentTarget.value))}
      >
        {RATES.map((rate) => (
          <option key={rate} value={rate}>
            {rate}×
          </option>
        ))}
      </select>
    </div>
  );
}
