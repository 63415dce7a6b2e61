// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/messages";

/** Asks for confirmation. A dialogue of the page because window.confirm cannot be translated. */
export function ask(question: string): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask");
  const text = document.createElement("p");
  text.id = "ask";
  text.textContent = question;
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(button("no", t("dialog.no"), "quiet"), button("yes", t("dialog.yes"), "danger"));
  dialog.append(text, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

function button(value: string, label: string, kind: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.value = value;
  made.textContent = label;
  made.className = kind;
  return made;
}
