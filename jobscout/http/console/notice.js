/** One line at the bottom of the page that says what happened, and controls that say why not. */

import { Problem } from "./api.js";
import { el, fill } from "./dom.js";

const SHOWN_MS = 8000;
const place = document.getElementById("notice");
let timer;

/** Say *text* for a while; a fault stays until it is dismissed or something else is said. */
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

/** *error* in words. What is no refusal of the API is a defect of ours, and goes on. */
export function wordsOf(error) {
  if (error instanceof Problem) return error.words;
  throw error;
}

/**
 * A button that does something over the network: busy meanwhile, and says why it could not.
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
    if (button.getAttribute("aria-disabled")) return; // "disabled" would lose the keyboard's place
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
 * A form that is sent by script, with its refusal above its buttons.
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
