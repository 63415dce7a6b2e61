// SPDX-License-Identifier: Apache-2.0
import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { level, phase } from "../dictation/dictation";

/** The lowest level that is shown, in dBFS. */
const FLOOR = -55;

/** A ring around the button that grows with the level. */
export function LevelRing() {
  const ring = useRef<HTMLSpanElement>(null);
  useSignalEffect(() => {
    const decibels = 20 * Math.log10(Math.max(level.value, 1e-6));
    const part = phase.value === "listening" ? Math.max(0, 1 - decibels / FLOOR) : 0;
    ring.current?.style.setProperty("transform", `scale(${(1 + 0.55 * part).toFixed(3)})`);
  });
  return <span class="ring" ref={ring} aria-hidden="true" />;
}
