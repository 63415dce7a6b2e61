// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/messages";
import { add } from "../upload/queue";
import { goHome } from "./route";

/** Accepts files that are dropped on the page or pasted into it. */
export function DropZone({ children }: { children: ComponentChildren }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (hasFiles(event)) {
        event.preventDefault();
        setOver(true);
      }
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (hasFiles(event)) {
        event.preventDefault();
        take(event.dataTransfer);
      }
    };
    const paste = (event: ClipboardEvent) => take(event.clipboardData);
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, []);
  return (
    <div class="page">
      {children}
      {isOver && (
        <div class="drop" aria-hidden="true">
          {t("upload.drop")}
        </div>
      )}
    </div>
  );
}

function take(transfer: DataTransfer | null): void {
  const files = [...(transfer?.files ?? [])];
  if (files.length > 0) {
    add(files);
    goHome();
  }
}
