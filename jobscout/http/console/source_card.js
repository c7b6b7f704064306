/** One source: its health in a sentence, its last scrapes, and its buttons. */

import { chip, el, fill, outward, when } from "./dom.js";
import { action, say } from "./notice.js";
import { ask } from "./session.js";
import { count, number, places, span } from "./words.js";

const HEALTH = { ok: "ok", failing: "bad", suspect: "warn", paused: "" };
const BREAKERS = {
  open: "paused after failures",
  half_open: "the next scrape is a test",
  closed: "",
};
const RUNS = { ok: "ok", partial: "warn", suspect: "warn", failed: "bad" };

/**
 * @param {object} source
 * @param {(source: object) => void} replace shows the updated source
 * @param {HTMLElement} shown where previews are shown; it outlives the card
 */
export function sourceCard(source, replace, shown) {
  const path = `/sources/${source.id}`;
  const renewed = async () => replace(await ask("GET", path));
  return el(
    "article",
    { class: "card" },
    el(
      "header",
      {},
      el("h2", {}, source.name),
      chip(source.health, HEALTH[source.health]),
      source.running && chip("being read", "fresh"),
      BREAKERS[source.breaker] && chip(BREAKERS[source.breaker], "warn"),
    ),
    source.health_reason && el("p", { class: "reason" }, source.health_reason),
    source.needs_permission && el("p", { class: "reason" }, source.needs_permission),
    facts(source),
    runs(source.last_runs),
    el(
      "div",
      { class: "tools" },
      action("scrape", "Scrape now", async () => {
        await ask("POST", `${path}/scrape`);
        say(`${source.name} is being read.`);
        await renewed();
      }),
      (source.failures > 0 || source.health === "failing") &&
        action("reset", "Reset", async () => {
          replace(await ask("POST", `${path}/reset`));
          say(`The failures of ${source.name} are cleared; a scrape starts now.`);
        }),
      source.health === "suspect" &&
        action("accept", "Accept", async () => {
          replace(await ask("POST", `${path}/accept`));
          say(`The last result of ${source.name} is accepted.`);
        }),
      source.health === "failing" && !source.gone_at &&
        action("gone", "Board is gone", async () => {
          replace(await ask("POST", `${path}/gone`));
          say(`The postings of ${source.name} are closed.`);
        }),
      action(
        "preview",
        "Preview",
        async () => fill(shown, preview(await ask("POST", `${path}/preview`))),
      ),
      action("active", source.active ? "Pause" : "Resume", async () => {
        replace(await ask("PATCH", path, { body: { active: !source.active } }));
        say(source.active ? `${source.name} is paused.` : `${source.name} is read again.`);
      }),
    ),
    shown,
  );
}

function facts(source) {
  const every = `every ${span(source.planned_interval_seconds)}`;
  return el(
    "p",
    { class: "facts" },
    el("strong", {}, source.kind),
    el("span", {}, outward(source.url, "the board")),
    el("span", {}, count(source.open_jobs, "open job")),
    el(
      "span",
      {},
      source.fresh_seconds == null
        ? "never read completely"
        : `read completely ${span(source.fresh_seconds)} ago`,
    ),
    source.robots?.line && el("span", {}, `robots.txt: ${source.robots.line}`),
    source.robots?.crawl_delay_s > 0 &&
      el("span", {}, `asks for ${span(source.robots.crawl_delay_s)} between requests`),
    source.active && !source.running && el("span", {}, "next try ", when(source.next_run_at)),
    el("span", {}, `${source.priority} priority`),
    el("span", {}, `${number(source.postings_per_week)} new a week expected`),
    source.active && el("span", { title: source.schedule_reason }, every),
    source.failures > 0 && el("span", {}, `${count(source.failures, "failure")} in a row`),
  );
}

/** The last ten scrapes as one row of marks, with a description of each below. */
function runs(last) {
  if (!last.length) return null;
  const marks = [...last].reverse().map((run) =>
    el("span", { class: `mark ${RUNS[run.status] ?? ""}`, title: `${run.status}: ${outcome(run)}` })
  );
  return el(
    "details",
    { "data-key": "runs" },
    el(
      "summary",
      { "data-key": "runs-summary" },
      last.length === 1 ? "Last scrape " : `Last ${last.length} scrapes `,
      el("span", { class: "marks", "aria-hidden": "true" }, marks),
    ),
    el(
      "ol",
      { class: "runs" },
      last.map((run) =>
        el(
          "li",
          {},
          chip(run.status, RUNS[run.status]),
          " ",
          when(run.finished_at),
          ": ",
          outcome(run),
        )
      ),
    ),
  );
}

function outcome(run) {
  if (run.error) return run.error;
  const changes = ["new", "updated", "closed"].filter((name) => run[name]).map((name) =>
    `${run[name]} ${name}`
  );
  return [`${run.found} found`, ...changes].join(", ");
}

function preview({ items, total, unread, unread_total, without_text }) {
  return [
    el("h3", {}, `Preview: ${items.length} of ${count(total, "posting")}, as they would be stored`),
    el(
      "ol",
      { class: "plain" },
      items.map((posting) =>
        el(
          "li",
          {},
          outward(posting.url, posting.title),
          posting.locations.length > 0 && ` · ${places(posting.locations)}`,
        )
      ),
    ),
    unread_total > 0 && el("p", {}, `${count(unread_total, "entry")} could not be read:`),
    reasons([...unread.map(({ reason }) => reason), ...without_text]),
  ];
}

/** Each reason once: mostly many entries have the same one. */
function reasons(all) {
  const each = [...new Set(all)];
  return each.length > 0 && el("ul", { class: "plain" }, each.map((one) => el("li", {}, one)));
}
