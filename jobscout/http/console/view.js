/** What every view shares: the text while it loads, and the error if it fails. */

import { el, fill } from "./dom.js";
import { wordsOf } from "./notice.js";

/**
 * A part of the page that waits for its data.
 *
 * @param {AbortSignal} life ends with the view
 * @param {string} title shown while loading; null for a part below a heading
 * @param {() => Promise<object>} read
 * @param {(data: object) => Array} show
 */
export function loaded(life, title, read, show) {
  const heading = () => title && el("h1", {}, title);
  const part = el(
    "div",
    { "aria-busy": "true" },
    heading(),
    el("p", { class: "quiet" }, "Loading …"),
  );
  load();
  return part;

  async function load() {
    try {
      const data = await read();
      if (life.aborted) return;
      const hadFocus = part.contains(document.activeElement);
      fill(part, show(data));
      const first = part.querySelector("h1");
      if (first && title) document.title = `${first.textContent} · Job Scout`;
      if (hadFocus) document.getElementById("main").focus();
    } catch (error) {
      if (life.aborted) return;
      const again = el("button", { type: "button", onclick: load }, "Try again");
      fill(
        part,
        heading(),
        el("p", { class: "fault-words", role: "alert" }, wordsOf(error)),
        again,
      );
    } finally {
      part.removeAttribute("aria-busy");
    }
  }
}
