/** Builds the page from elements and text; external data is never parsed as markup. */

import { absolute, relative } from "./words.js";

/**
 * An element. A function is an event listener (`onclick`), `true` is an attribute without a
 * value, and `false`, `null` and `undefined` are left out, also among the children.
 *
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 * @param {...(Node | string | number | null | undefined | false | Array)} children
 */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, String(value));
  }
  made.append(...shown(children));
  return made;
}

function shown(children) {
  return children.flat(Infinity).filter((child) =>
    child !== false && child != null && child !== ""
  );
}

/** Replace the content of *parent* with *children*. */
export function fill(parent, ...children) {
  parent.replaceChildren(...shown(children));
  return parent;
}

/**
 * Replace *old* with *fresh* and keep the state of the user interface: the control with the same
 * `data-key` keeps the focus, or the one that its `data-next` names; open parts stay open, and
 * unsaved input is kept.
 */
export function swap(old, fresh) {
  const twin = (key) => fresh.querySelector(`[data-key="${key}"]`);
  for (const { dataset } of old.querySelectorAll("details[open]")) {
    twin(dataset.key)?.setAttribute("open", "");
  }
  for (const text of old.querySelectorAll("textarea, input[data-key]")) {
    const other = twin(text.dataset.key);
    if (other && text.value !== text.defaultValue) other.value = text.value;
  }
  const { key, next } = old.contains(document.activeElement) ? document.activeElement.dataset : {};
  old.replaceWith(fresh);
  if (key) (twin(key) ?? twin(next))?.focus();
  return fresh;
}

/** The time as "3 hours ago", with the exact moment as its title. Null for no moment. */
export function when(moment) {
  if (!moment) return null;
  const exact = absolute(moment);
  return el("time", { datetime: moment, title: exact, class: "when" }, relative(moment));
}

/** Update the texts that `when` made. */
export function keepTime() {
  setInterval(() => {
    for (const one of document.querySelectorAll("time.when")) {
      one.textContent = relative(one.dateTime);
    }
  }, 30_000);
}

/** A link to another site, without a referrer; plain text if it is not a web address. */
export function outward(address, ...children) {
  const url = URL.canParse(address ?? "") ? new URL(address) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return el("span", {}, ...children);
  const rel = "noopener noreferrer";
  return el(
    "a",
    { href: url.href, target: "_blank", rel, referrerpolicy: "no-referrer" },
    ...children,
  );
}

let fields = 0;

/** A control with its label and a *hint*. */
export function field(label, control, hint) {
  control.id ||= `field-${++fields}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return el(
    "div",
    { class: control.type === "checkbox" ? "field check" : "field" },
    el("label", { for: control.id }, label),
    control,
    hint && el("small", { id: `${control.id}-hint` }, hint),
  );
}

/**
 * A select element.
 *
 * @param {Record<string, unknown>} attributes
 * @param {Array<[string, string]>} options pairs of value and label
 */
export function select(attributes, options, chosen = "") {
  return el(
    "select",
    attributes,
    options.map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
  );
}

/** A small label with a word; *kind* is its colour. */
export function chip(text, kind = "") {
  return el("span", { class: `chip ${kind}` }, text);
}
