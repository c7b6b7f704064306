/** An address to copy into another program. */

import { el, field } from "./dom.js";
import { action, say } from "./notice.js";

/** *url* below *label*, with a button that copies it; *name* says what was copied. */
export function addressLine(key, label, url, name = `${label} address`) {
  const line = el("input", { readonly: true, value: url, onfocus: () => line.select() });
  const copy = action(`copy-${key}`, "Copy", async () => {
    line.select();
    const isCopied = await copied(url);
    say(isCopied ? `The ${name} is copied.` : "Selected; copy it with your keyboard.");
  });
  return el("div", { class: "tools feed" }, field(label, line), copy);
}

/** False where the browser has no clipboard for this page, or denies it. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
