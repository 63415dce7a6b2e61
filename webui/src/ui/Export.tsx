// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { t } from "../i18n/messages";
import { type Format, MEDIA_TYPES, write } from "../transcript/format";
import { fullText, type Transcript } from "../transcript/transcript";
import { Icon } from "./Icon";

const FORMATS: readonly Format[] = ["txt", "srt", "vtt", "json"];

interface Props {
  readonly name: string;
  readonly transcript: Transcript;
}

export function Export({ name, transcript }: Props) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(fullText(transcript));
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class="takeaway">
      <button type="button" class="primary" onClick={() => void copy()}>
        <Icon name={isCopied ? "check" : "copy"} />
        {t(isCopied ? "transcript.copied" : "transcript.copy")}
      </button>
      <span class="heard" role="status">
        {isCopied && t("transcript.copied")}
      </span>
      <div class="row" role="group" aria-label={t("transcript.download")}>
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            aria-label={t("transcript.downloadAs", { format: format.toUpperCase() })}
            onClick={() => download(name, format, transcript)}
          >
            {format.toUpperCase()}
          </button>
        ))}
      </div>
    </div>
  );
}

function download(name: string, format: Format, transcript: Transcript): void {
  const url = URL.createObjectURL(new Blob([write(transcript, format)], { type: MEDIA_TYPES[format] }));
  const link = document.createElement("a");
  link.href = url;
  // Characters that file names on Windows cannot have.
  link.download = `${name.replace(/\.\w{2,4}$/u, "").replace(/[\\/:*?"<>|]/gu, "-")}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
