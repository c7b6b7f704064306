/** Status: the health of the program, its numbers, and the failed deliveries. */

import { chip, el, fill, when } from "./dom.js";
import { list } from "./list.js";
import { action, say, wordsOf } from "./notice.js";
import { ask } from "./session.js";
import { count, number, plain, span } from "./words.js";

const EVERY_MS = 10_000;

/** The view; its numbers are refreshed while it is visible. */
export function statusView({ life }) {
  const parts = el("div", {});
  const numbers = el("div", {});
  const actors = el("div", {});
  const fault = el("p", { class: "fault-words", role: "alert", hidden: true });

  async function look() {
    if (document.hidden) return;
    try {
      const [ready, stats, { items }] = await Promise.all([
        ask("GET", "/health/ready", { accept: [503], signal: life }),
        ask("GET", "/admin/stats", { signal: life }),
        ask("GET", "/admin/actors", { signal: life }),
      ]);
      fault.hidden = true;
      fill(parts, readiness(ready));
      fill(numbers, statistics(stats));
      fill(actors, actorTable(items));
    } catch (error) {
      if (life.aborted) return;
      fault.textContent = wordsOf(error);
      fault.hidden = false;
    }
  }

  look();
  const timer = setInterval(look, EVERY_MS);
  life.addEventListener("abort", () => clearInterval(timer));
  document.addEventListener("visibilitychange", look, { signal: life });
  return [
    el("h1", {}, "Status"),
    fault,
    parts,
    el("h2", {}, "Numbers"),
    numbers,
    el("h2", {}, "Actors"),
    actors,
    el("h2", {}, "Failed deliveries"),
    failedDeliveries(life),
  ];
}

const WELL = new Set(["ok", "unconfigured"]);

function readiness(ready) {
  return el(
    "ul",
    { class: "tags", "aria-label": "Readiness" },
    Object.entries(ready).map(([part, said]) =>
      el("li", {}, `${part} `, chip(said, said === "ok" ? "ok" : WELL.has(said) ? "" : "bad"))
    ),
  );
}

const GROUPS = {
  users: "People",
  jobs: "Jobs",
  alerts: "Alerts",
  deliveries: "Deliveries",
  sources: "Sources",
};

function statistics(stats) {
  const { p50_seconds: half, p95_seconds: most, parts = {} } = stats.freshness;
  const told = (seconds) => (seconds == null ? "–" : span(seconds));
  const freshness = [
    ["half within", told(half)],
    ["95 % within", told(most)],
    ...Object.entries(parts).map(([name, part]) => [`of it ${name}`, told(part.p50_seconds)]),
  ];
  const groups = Object.entries(GROUPS).map(([name, title]) => [
    title,
    Object.entries(stats[name]).map(([key, value]) => [worded(key), number(value)]),
  ]);
  return el(
    "div",
    { class: "numbers" },
    [...groups, ["Board to alert", freshness]].map(([title, rows]) => group(title, rows)),
  );
}

/** "active_7d" as "active in 7 days". */
function worded(key) {
  return plain(key.replace(/_(\d+)d$/, " in $1 days").replace(/_(\d+)h$/, " in $1 hours"));
}

function group(title, rows) {
  return el(
    "section",
    { class: "card" },
    el("h3", {}, title),
    el(
      "dl",
      {},
      rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
    ),
  );
}

const STATES = { running: "ok", waiting: "", outage: "bad", restarting: "bad", stopped: "warn" };
const COLUMNS = ["Actor", "State", "Waiting", "Done", "Busy", "Restarts"];

function actorTable(items) {
  return el(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "Actors" },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, COLUMNS.map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        items.map((actor) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, actor.name),
            el(
              "td",
              {},
              chip(actor.state, STATES[actor.state]),
              actor.last_error && ` ${actor.last_error}`,
            ),
            el("td", {}, actor.capacity ? `${actor.mailbox} of ${actor.capacity}` : "–"),
            el("td", {}, number(actor.processed)),
            el("td", {}, span(actor.busy_seconds)),
            el("td", {}, number(actor.restarts)),
          )
        ),
      ),
    ),
  );
}

function failedDeliveries(life) {
  const deliveries = list({
    path: "/admin/deliveries",
    query: { status: "failed" },
    card: (delivery) =>
      el(
        "article",
        { class: "card" },
        el(
          "h3",
          {},
          `${delivery.channel} to person ${delivery.user_id}, ${count(delivery.alerts, "alert")}`,
        ),
        el("p", {}, delivery.last_error ?? "No reason was recorded."),
        el(
          "p",
          { class: "quiet" },
          `${count(delivery.attempts, "attempt")}, failed `,
          when(delivery.failed_at),
        ),
        action("retry", "Try again", async () => {
          await ask("POST", `/admin/deliveries/${delivery.id}/retry`);
          deliveries.remove(delivery.id);
          say("It is due again, and tried now.");
        }),
      ),
    empty: "None.",
    life,
    label: "Failed deliveries",
    noun: ["failed delivery", "failed deliveries"],
  });
  return deliveries.element;
}
