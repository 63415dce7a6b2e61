// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { peaksOf } from "../audio/peaks";
import { clock, t } from "../i18n/messages";

const BARS = 160;
/** Seconds per press of an arrow key. */
const STEP = 2;

interface Props {
  readonly sound: Blob;
  readonly duration: number;
  readonly time: number;
  readonly seek: (time: number) => void;
}

/**
 * The waveform of a recording, to play from any position. Not a library because waveform libraries
 * insert style elements, which the page's Content-Security-Policy forbids.
 */
export function Waveform({ sound, duration, time, seek }: Props) {
  const [shape, setShape] = useState<Float32Array>();
  const dragging = useRef(false);
  useEffect(() => {
    let isGone = false;
    peaksOf(sound, BARS).then(
      (peaks) => !isGone && setShape(peaks),
      () => undefined,
    );
    return () => void (isGone = true);
  }, [sound]);
  const point = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    seek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * duration);
  };
  const press = (event: KeyboardEvent) => {
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: time - STEP,
      ArrowDown: time - STEP,
      ArrowRight: time + STEP,
      ArrowUp: time + STEP,
      Home: 0,
      End: duration,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      seek(Math.max(0, Math.min(duration, target)));
    }
  };
  const loudest = shape?.reduce((most, peak) => Math.max(most, peak), 0.05) ?? 1;
  const played = duration === 0 ? 0 : time / duration;
  return (
    <div
      class="wave"
      role="slider"
      tabIndex={0}
      aria-label={t("transcript.position")}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(time)}
      aria-valuetext={t("transcript.positionValue", { time: clock(time), total: clock(duration) })}
      onKeyDown={press}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => dragging.current && point(event)}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
    >
      <svg viewBox={`0 0 ${BARS * 3} 48`} preserveAspectRatio="none" aria-hidden="true">
        {Array.from({ length: BARS }, (_, at) => {
          const height = 2 + (44 * (shape?.[at] ?? 0)) / loudest;
          return (
            <rect
              key={at}
              class={at / BARS < played ? "played" : ""}
              x={at * 3}
              y={24 - height / 2}
              width={2}
              height={height}
              rx={1}
            />
          );
        })}
      </svg>
    </div>
  );
}
