/** Searches: what a user looks for. */

import { addressLine } from "./address_line.js";
import { chip, el } from "./dom.js";
import { list } from "./list.js";
import { action, say } from "./notice.js";
import { called, CHOICES, searchForm } from "./search_form.js";
import { ask } from "./session.js";
import { loaded } from "./view.js";
import { count, pay, percent, place } from "./words.js";

const PATH = "/users/me/searches";

/** The view of all searches. */
export function searchesView({ life }) {
  const searches = list({
    path: PATH,
    query: {},
    card: searchCard,
    empty: "No searches yet. Add one, and you get an alert for each job that matches it.",
    life,
    label: "Searches",
  });

  function searchCard(search) {
    const path = `${PATH}/${search.id}`;
    return el(
      "article",
      { class: "card" },
      el("header", {}, el("h2", {}, search.name), search.paused && chip("paused", "warn")),
      asks(search),
      search.mail_stopped_at &&
        el("p", { class: "quiet" }, "Its mails were unsubscribed with the link in a mail."),
      el(
        "div",
        { class: "tools" },
        action("pause", search.paused ? "Resume" : "Pause", async () => {
          searches.replace(await ask("PATCH", path, { body: { paused: !search.paused } }));
          say(search.paused ? `“${search.name}” goes on.` : `“${search.name}” is paused.`);
        }),
        el("a", { class: "button", href: `#/searches/${search.id}` }, "Change"),
        action("delete", "Delete", async () => {
          if (!confirm(`Delete the search “${search.name}”?`)) return;
          await ask("DELETE", path);
          searches.remove(search.id);
          say(`“${search.name}” is deleted.`);
        }),
      ),
      feeds(
        search,
        action("renew", "New addresses", async () => {
          if (!confirm("Give the feeds new addresses? The old ones will stop working.")) return;
          searches.replace(await ask("POST", `${path}/feeds`));
          say("The feeds have new addresses; the old ones no longer work.");
        }),
      ),
    );
  }

  return [
    el("h1", {}, "Searches"),
    el(
      "div",
      { class: "tools" },
      el("a", { class: "button main", href: "#/searches/new" }, "New search"),
    ),
    searches.element,
  ];
}

/** The view that adds or changes a search. `#/searches/new`, `#/searches/3` */
export function searchView({ path: [, id], life }) {
  const done = (text) => {
    say(text);
    location.hash = "#/searches";
  };
  if (id === "new") {
    const save = async (body) => {
      const made = await ask("POST", PATH, { body });
      done(`“${body.name}” is saved. You get an alert for each new match.${unknownPlaces(made)}`);
    };
    return [el("h1", {}, "New search"), searchForm({}, save)];
  }
  const path = `${PATH}/${encodeURIComponent(id)}`;
  return loaded(life, "Search", () => ask("GET", path, { signal: life }), (search) => {
    const save = async (body) => {
      const changed = await ask("PATCH", path, { body });
      done(`“${body.name}” is changed.${unknownPlaces(changed)}`);
    };
    return [el("h1", {}, search.name), searchForm(search, save)];
  });
}

/** A sentence about the wanted places that nobody knows, or nothing. */
function unknownPlaces({ unknown_locations: places }) {
  return places.length > 0 ? ` We know no place called ${places.join(", ")}.` : "";
}

/** The conditions of *search*, one line each. */
function asks(search) {
  const said = [
    ["Titles", search.titles],
    ["Words", search.keywords],
    [search.excluded_in_text ? "Not in title or text" : "Not in title", search.excluded_keywords],
    ["Places", [...search.locations, ...search.countries.map((country) => place({ country }))]],
    ["Within", search.near.map(({ place: centre, km }) => `${km} km of ${centre}`)],
    ...CHOICES.map(([name, label]) => [label, search[name].map((one) => called(name, one))]),
    ["Experience", search.years_max == null ? [] : [`at most ${count(search.years_max, "year")}`]],
    ["Companies", search.companies],
    ["Not at", search.excluded_companies],
    ["Skills", search.use_cv_skills ? [...search.skills, "those of your CV"] : search.skills],
    [
      "Pay",
      search.min_salary
        ? [pay({ ...search.min_salary, min: search.min_salary.amount, max: null })]
        : [],
    ],
    ["Score", search.min_score > 0 ? [`at least ${percent(search.min_score)}`] : []],
  ].filter(([, values]) => values.length);
  if (!said.length) return el("p", { class: "quiet" }, "Everything.");
  return el(
    "dl",
    { class: "asks" },
    said.map(([name, values]) =>
      el("div", {}, el("dt", {}, name), el("dd", {}, values.join(", ")))
    ),
  );
}

/** The feed addresses of the search, for a feed reader or a spreadsheet. */
function feeds(search, renew) {
  return el(
    "details",
    { "data-key": "feeds" },
    el("summary", { "data-key": "feeds-summary" }, "Feeds"),
    el("p", { class: "quiet" }, "Anyone with an address can read its feed; keep it private."),
    addresses(search.feeds),
    renew,
  );
}

const addresses = (found) =>
  Object.entries(found).map(([kind, url]) => addressLine(kind, kind.toUpperCase(), url));
