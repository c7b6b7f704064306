/** A status line at the bottom of the page, and controls that report why they failed. */

import { Problem } from "./api.js";
import { el, fill } from "./dom.js";

const SHOWN_MS = 8000;
const place = document.getElementById("notice");
let timer;

/** Show *text* for a while; an error stays until it is dismissed or replaced. */
export function say(text, { isFault = false } = {}) {
  clearTimeout(timer);
  if (!isFault) timer = setTimeout(hush, SHOWN_MS);
  const dismiss = el("button", {
    type: "button",
    class: "quiet",
    onclick: hush,
    "aria-label": "Dismiss",
  }, "×");
  place.className = isFault ? "notice fault" : "notice";
  place.setAttribute("role", isFault ? "alert" : "status");
  place.hidden = false;
  fill(place, el("p", {}, text), dismiss);
}

export function hush() {
  clearTimeout(timer);
  place.hidden = true;
  fill(place);
}

/** *error* as text. An error that is not from the API is a defect and is rethrown. */
export function wordsOf(error) {
  if (error instanceof Problem) return error.words;
  throw error;
}

/**
 * A button that does something over the network: it shows that it is busy, and reports errors.
 *
 * @param {string} key names the button, so that the keyboard finds it again, see `dom.swap`
 * @param {() => Promise<void>} work
 */
export function action(key, text, work, attributes = {}) {
  const button = el(
    "button",
    { type: "button", "data-key": key, ...attributes, onclick: act },
    text,
  );
  return button;

  async function act() {
    if (button.getAttribute("aria-disabled")) return; // "disabled" would lose the keyboard focus
    button.setAttribute("aria-disabled", "true");
    try {
      await work();
    } catch (error) {
      say(wordsOf(error), { isFault: true });
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }
}

/**
 * A form that is sent by script, with its error above its buttons.
 *
 * @param {(data: FormData) => Promise<void>} work
 */
export function form(attributes, work, ...children) {
  const fault = el("p", { class: "fault-words", role: "alert", hidden: true });
  const made = el(
    "form",
    { ...attributes, onsubmit: submit },
    ...children.slice(0, -1),
    fault,
    children.at(-1),
  );
  return made;

  async function submit(event) {
    event.preventDefault();
    if (made.getAttribute("aria-busy")) return;
    made.setAttribute("aria-busy", "true");
    fault.hidden = true;
    try {
      await work(new FormData(made, event.submitter));
    } catch (error) {
      fault.textContent = wordsOf(error);
      fault.hidden = false;
    } finally {
      made.removeAttribute("aria-busy");
    }
  }
}
