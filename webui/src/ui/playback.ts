// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useState } from "preact/hooks";

export interface Playback {
  /** Seconds. */
  readonly time: number;
  /** Seconds; undefined until the browser knows. */
  readonly length: number | undefined;
  readonly isPlaying: boolean;
  readonly canPlay: boolean;
  readonly rate: number;
  readonly toggle: () => void;
  readonly seek: (time: number) => void;
  readonly playFrom: (time: number) => void;
  readonly setRate: (rate: number) => void;
}

/** The playback of a recording, with its position. */
export function usePlayback(sound: Blob | undefined): Playback {
  const audio = useMemo(() => new Audio(), []);
  const [time, setTime] = useState(0);
  const [length, setLength] = useState<number>();
  const [isPlaying, setPlaying] = useState(false);
  const [canPlay, setCanPlay] = useState(true);
  const [rate, setRate] = useState(1);
  useEffect(() => {
    if (!sound) {
      return undefined;
    }
    const url = URL.createObjectURL(sound);
    audio.src = url;
    let frame = 0;
    // timeupdate fires about 4 times a second, too rarely to follow words.
    const follow = () => {
      setTime(audio.currentTime);
      frame = audio.paused ? 0 : requestAnimationFrame(follow);
    };
    audio.onplay = () => {
      setPlaying(true);
      follow();
    };
    audio.onpause = () => setPlaying(false);
    audio.onseeked = () => setTime(audio.currentTime);
    // Files by MediaRecorder do not contain their length.
    audio.ondurationchange = () =>
      setLength(Number.isFinite(audio.duration) ? audio.duration : undefined);
    audio.onerror = () => setCanPlay(false);
    return () => {
      cancelAnimationFrame(frame);
      audio.onerror = null;
      audio.pause();
      audio.removeAttribute("src");
      URL.revokeObjectURL(url);
    };
  }, [audio, sound]);
  const seek = (to: number) => {
    audio.currentTime = to;
    setTime(to);
  };
  const play = () => void audio.play().catch(() => setPlaying(false));
  return {
    time,
    length,
    isPlaying,
    canPlay,
    rate,
    toggle: () => (audio.paused ? play() : audio.pause()),
    seek,
    playFrom: (from) => {
      seek(from);
      play();
    },
    setRate: (to) => {
      audio.playbackRate = to;
      setRate(to);
    },
  };
}
