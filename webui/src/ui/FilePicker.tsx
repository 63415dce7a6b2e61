// SPDX-License-Identifier: Apache-2.0
import { useRef } from "preact/hooks";
import { t } from "../i18n/messages";
import { add } from "../upload/queue";
import { Icon } from "./Icon";

export function FilePicker() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="picker">
      <button type="button" onClick={() => input.current?.click()}>
        <Icon name="upload" />
        {t("upload.pick")}
      </button>
      <span>{t("upload.hint")}</span>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="audio/*,video/*,.opus,.mka,.caf,.au"
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
