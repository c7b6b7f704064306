/** A list of the API that is read page by page and shows new items at its top. */

import { el, fill, swap } from "./dom.js";
import { say, wordsOf } from "./notice.js";
import { ask } from "./session.js";
import { count } from "./words.js";

/**
 * @param {object} options
 * @param {string} options.path
 * @param {Record<string, string>} options.query
 * @param {(item: {id: string}) => HTMLElement} options.card
 * @param {string | Node} options.empty shown if the list is empty
 * @param {AbortSignal} options.life ends with the view
 * @param {string} options.label names the list for those who hear it
 * @param {string | [string, string]} [options.noun] of what there is a total
 */
export function list({ path, query, card, empty, life, label, noun }) {
  const items = el("ol", { class: "cards", "aria-label": label, "aria-busy": "true" });
  const notice = el("div", { "aria-live": "polite" });
  const foot = el("div", { class: "list-foot" }, el("p", { class: "quiet" }, "Loading …"));
  const cards = new Map();
  let cursor = null;
  let looking = null;

  more();
  return {
    element: el("div", {}, notice, items, foot),
    renew,
    replace,
    remove,
    reload,
    has: (id) => cards.has(id),
  };

  function read(at) {
    return ask("GET", path, {
      query: { limit: 20, ...query, ...(at ? { cursor: at } : {}) },
      signal: life,
    });
  }

  function added(item) {
    const holder = el("li", {}, card(item));
    cards.set(item.id, holder);
    return holder;
  }

  /** Append the next page. */
  async function more() {
    let page;
    try {
      page = await read(cursor);
    } catch (error) {
      if (life.aborted) return;
      const again = el("button", { type: "button", onclick: more }, "Try again");
      fill(foot, el("p", { class: "fault-words", role: "alert" }, wordsOf(error)), again);
      return;
    } finally {
      items.removeAttribute("aria-busy");
    }
    const hadFocus = foot.contains(document.activeElement);
    const fresh = page.items.filter(({ id }) => !cards.has(id)).map(added);
    items.append(...fresh);
    cursor = page.next_cursor;
    showNotice(page.notice);
    showFoot(page.total);
    if (hadFocus) fresh[0]?.querySelector("a, button")?.focus();
  }

  function showFoot(total) {
    if (cards.size === 0) fill(foot, el("p", { class: "quiet" }, empty));
    else if (cursor) {
      fill(
        foot,
        el("button", { type: "button", class: "more", onclick: more }, "Load more"),
        said(total),
      );
    } else fill(foot, said(total ?? cards.size));
  }

  /** One sentence about all items stands in their place; they can still be shown. */
  function showNotice(words) {
    if (notice.dataset.words === (words ?? "")) return;
    notice.dataset.words = words ?? "";
    items.hidden = Boolean(words);
    const show = (event) => {
      items.hidden = false;
      event.currentTarget.remove();
    };
    fill(
      notice,
      words && el("p", { class: "fault-words" }, words),
      words && el("button", { type: "button", onclick: show }, "Show them all the same"),
    );
  }

  function said(total) {
    return noun && total != null &&
      el("p", { class: "quiet" }, `${count(total, ...[noun].flat())} in all`);
  }

  /** Load new items and put them on top. Calls during a load cause one more load. */
  function renew() {
    looking = (looking ?? Promise.resolve()).then(top);
    const mine = looking;
    looking.finally(() => {
      if (looking === mine) looking = null;
    });
    return mine;
  }

  async function top() {
    await withFirst((page) => {
      const fresh = page.items.filter(({ id }) => !cards.has(id));
      const isGap = fresh.length === page.items.length && page.next_cursor;
      if (cards.size === 0 || isGap) return begin(page);
      items.prepend(...fresh.map(added));
      showFoot(page.total);
    });
  }

  /** Reload the list from its first page. */
  function reload() {
    return withFirst(begin);
  }

  async function withFirst(show) {
    try {
      show(await read(null));
    } catch (error) {
      if (!life.aborted) say(wordsOf(error), { isFault: true });
    }
  }

  function begin(page) {
    cards.clear();
    fill(items, page.items.map(added));
    cursor = page.next_cursor;
    showNotice(page.notice);
    showFoot(page.total);
  }

  /** Update *item* if the list contains it. */
  function replace(item) {
    const holder = cards.get(item.id);
    if (holder) swap(holder.firstElementChild, card(item));
  }

  function remove(id) {
    cards.get(id)?.remove();
    cards.delete(id);
    showFoot(null);
  }
}
