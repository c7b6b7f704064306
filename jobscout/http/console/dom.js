/** Building the page out of elements and text; what comes from outside is never markup. */

import { absolute, relative } from "./words.js";

/**
 * An element. Attributes that are functions listen (`onclick`), `true` is an attribute without
 * a value, and `false`, `null` and `undefined` are left out, among the children too.
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

/** Put *children* in the place of what *parent* holds. */
export function fill(parent, ...children) {
  parent.replaceChildren(...shown(children));
  return parent;
}

/**
 * Put *fresh* in the place of *old*. Who works there loses nothing: the control with the same
 * `data-key` keeps the keyboard, what is open stays open, and what was written and not kept
 * stays written.
 */
export function swap(old, fresh) {
  const twin = (key) => fresh.querySelector(`[data-key="${key}"]`);
  for (const { dataset } of old.querySelectorAll("details[open]")) {
    twin(dataset.key)?.setAttribute("open", "");
  }
  for (const text of old.querySelectorAll("textarea")) {
    const other = twin(text.dataset.key);
    if (other && text.value !== text.defaultValue) other.value = text.value;
  }
  const key = old.contains(document.activeElement) && document.activeElement.dataset.key;
  old.replaceWith(fresh);
  if (key) twin(key)?.focus();
  return fresh;
}

/** How long ago, or how long until; the exact moment is its title. Null where there is none. */
export function when(moment) {
  if (!moment) return null;
  const exact = absolute(moment);
  return el("time", { datetime: moment, title: exact, class: "when" }, relative(moment));
}

/** Let what `when` made keep up with the clock. */
export function keepTime() {
  setInterval(() => {
    for (const one of document.querySelectorAll("time.when")) {
      one.textContent = relative(one.dateTime);
    }
  }, 30_000);
}

/** A link to another site, which learns nothing of us; only its text where it is no web address. */
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

/** A control under its label; *hint* explains it. */
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
 * A choice of one.
 *
 * @param {Record<string, unknown>} attributes
 * @param {Array<[string, string]>} options each a value and what is shown for it
 */
export function select(attributes, options, chosen = "") {
  return el(
    "select",
    attributes,
    options.map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
  );
}

/** One of a few words, as a small label; *kind* colours it, the word says it. */
export function chip(text, kind = "") {
  return el("span", { class: `chip ${kind}` }, text);
}
