/** Sources: the boards that are scraped, their health, and what an operator can do. */

import { boardRequests } from "./board_requests.js";
import { el, field, select } from "./dom.js";
import { events } from "./events.js";
import { list } from "./list.js";
import { form, say } from "./notice.js";
import { ask } from "./session.js";
import { sourceCard } from "./source_card.js";

const STATUSES = [
  ["", "All"],
  ["failing", "Failing"],
  ["suspect", "Suspect"],
  ["paused", "Paused"],
  ["ok", "Well"],
];

/** The view. `#/sources?status=failing&q=acme` */
export function sourcesView({ query, life }) {
  const asked = { status: query.get("status") ?? "", q: query.get("q") ?? "" };
  const previews = new Map();
  const previewOf = (id) => {
    if (!previews.has(id)) previews.set(id, el("div", { "aria-live": "polite" }));
    return previews.get(id);
  };
  const sources = list({
    path: "/sources",
    query: asked,
    card: (source) => sourceCard(source, sources.replace, previewOf(source.id)),
    empty: asked.status || asked.q
      ? "No source matches."
      : "No sources yet. Add the address of a career page.",
    life,
    label: "Sources",
    noun: "source",
  });
  followScrapes(sources, life);
  return [
    el("h1", {}, "Sources"),
    adding(sources),
    boardRequests(life, sources.renew),
    filters(asked),
    sources.element,
  ];
}

/** Reload a source when a scrape of it starts or ends; many events cause one reload. */
function followScrapes(sources, life) {
  const looking = new Map();
  events.addEventListener("reset", () => sources.reload(), { signal: life });
  events.addEventListener("scrape", ({ detail }) => look(detail.source_id), { signal: life });

  function look(id) {
    if (!sources.has(id)) return;
    const before = looking.get(id);
    if (before) {
      before.again = true;
      return;
    }
    const mine = { again: false };
    looking.set(id, mine);
    ask("GET", `/sources/${id}`, { signal: life })
      .then(sources.replace)
      .catch(() => {}) // it was deleted, or the next event reloads it
      .finally(() => {
        looking.delete(id);
        if (mine.again && !life.aborted) look(id);
      });
  }
}

function adding(sources) {
  const url = el("input", {
    type: "url",
    name: "url",
    required: true,
    placeholder: "https://jobs.example.com/acme",
  });
  const choices = el("span");
  url.addEventListener("input", () => choices.replaceChildren()); // those of another page
  const work = async (data) => {
    const body = { url: data.get("url").trim() };
    if (data.get("choice")) body.choice = data.get("choice");
    let made;
    try {
      made = await ask("POST", "/sources", { body });
    } catch (error) {
      choices.replaceChildren(...(error.candidates ? [choosing(error.candidates)] : []));
      throw error;
    }
    url.value = "";
    choices.replaceChildren();
    await sources.renew();
    say(`${made.name} is a board of the kind ${made.kind}, and is read now.`);
  };
  return form(
    { class: "line" },
    work,
    field("Add a career page by its address", url),
    choices,
    el("button", { class: "main" }, "Add"),
  );
}

/** The boards that a page shows, to choose one of. */
function choosing(candidates) {
  const options = candidates.map(({ choice, kind, board, jobs }) => [
    choice,
    `${board} (${kind}${jobs === null ? "" : `, ${jobs} jobs`})`,
  ]);
  return field("Board", select({ name: "choice" }, options, candidates[0].choice));
}

function filters(asked) {
  const go = (event) => {
    event.preventDefault();
    const said = new URLSearchParams(new FormData(event.currentTarget.form ?? event.currentTarget));
    for (const [name, value] of [...said]) if (!value.trim()) said.delete(name);
    location.hash = said.size ? `#/sources?${said}` : "#/sources";
  };
  return el(
    "form",
    { class: "filters", role: "search", onsubmit: go },
    field("Name", el("input", { type: "search", name: "q", value: asked.q })),
    field("Health", select({ name: "status", onchange: go }, STATUSES, asked.status)),
    el("button", {}, "Filter"),
  );
}
