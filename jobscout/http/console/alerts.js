/** Alerts: the jobs that matched, and how the applications stand. */

import { chip, el, field, outward, select, when } from "./dom.js";
import { events } from "./events.js";
import { jobFacts, reasonList } from "./job_card.js";
import { list } from "./list.js";
import { mailStopped } from "./mail_stopped.js";
import { action, say } from "./notice.js";
import { tracking } from "./tracking.js";
import { ask } from "./session.js";
import { count, percent } from "./words.js";

const SHOWN = [
  ["", "All"],
  ["unread", "Unread"],
  ["saved", "Saved"],
  ["applied", "Applied"],
  ["dismissed", "Not for me"],
];

/** The view. `#/alerts?show=unread` */
export function alertsView({ query, life }) {
  const shown = SHOWN.some(([value]) => value === query.get("show")) ? query.get("show") : "";
  const alerts = list({
    path: "/alerts",
    query: { dismissed: "false", ...(shown && { [shown]: "true" }) },
    card: alertCard,
    empty: EMPTY[shown],
    life,
    label: "Alerts",
  });

  function alertCard(alert) {
    const change = async (work) => alerts.replace(await work());
    const job = alert.job;
    return el(
      "article",
      { class: alert.is_read ? "card" : "card unread" },
      el(
        "header",
        {},
        el("h2", {}, titleOf(alert)),
        !alert.is_read && chip("new", "fresh"),
        alert.search_id && chip(`${percent(alert.score)} match`),
        when(alert.created_at),
      ),
      jobFacts(job),
      reasonList(alert.reasons),
      tracking(alert, change),
      alert.is_private && action("delete", "Delete", async () => {
        await ask("DELETE", `/alerts/${alert.id}`);
        alerts.remove(alert.id);
        say(`${job.title} is deleted.`);
      }),
    );
  }

  events.addEventListener("alert", () => alerts.renew(), { signal: life });
  events.addEventListener("reset", () => alerts.reload(), { signal: life });
  return [
    el("h1", {}, "Alerts"),
    mailStopped(life),
    el(
      "div",
      { class: "tools" },
      filter(shown),
      action("read-all", "Mark all as read", async () => {
        const { updated } = await ask("POST", "/alerts/read-all", { body: {} });
        await alerts.reload();
        say(`${count(updated, "alert")} marked as read.`);
      }),
    ),
    alerts.element,
  ];
}

const EMPTY = {
  "": "No alerts yet. Add a search; the jobs that match it appear here.",
  unread: "No unread alerts.",
  saved: "No saved alerts.",
  applied: "No applications yet.",
  dismissed: "No jobs that are not for you.",
};

function filter(shown) {
  const go = (event) => {
    location.hash = event.target.value ? `#/alerts?show=${event.target.value}` : "#/alerts";
  };
  return field("Show", select({ onchange: go }, SHOWN, shown));
}

/** The job's title as a link to its page, or to the site of a private posting. */
function titleOf(alert) {
  const { id, title } = alert.job;
  if (alert.is_private) return outward(alert.url, title);
  return el("a", { href: `#/jobs/${id}`, onclick: () => read(alert) }, title);
}

/** Opening an alert's job marks it as read; a failure of this is ignored. */
function read(alert) {
  if (!alert.is_read) {
    ask("PATCH", `/alerts/${alert.id}`, { body: { is_read: true } }).catch(() => {});
  }
}
