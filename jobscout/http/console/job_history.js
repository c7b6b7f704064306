/** What changed on a job since it was new. */

import { el, when } from "./dom.js";
import { plain } from "./words.js";

const FACTS = { title: "Title", pay: "Pay", places: "Places", workplace: "Workplace" };
const REASONS = {
  "not-listed": "no longer listed",
  expired: "its date has passed",
  ended: "the board said that it has ended",
  "board-gone": "the board is gone",
  "source-removed": "its source was removed",
};

/** A list, newest first; nothing of a job that never changed. */
export function history(job) {
  return job.history.length > 0 && el(
    "section",
    {},
    el("h2", {}, "What changed"),
    el(
      "ul",
      { class: "plain" },
      job.history.map((event) => el("li", {}, when(event.at), ": ", said(event))),
    ),
  );
}

function said({ kind, from, to, other_job_id: other }) {
  const former = other ? ", before it was merged into this job" : "";
  switch (kind) {
    case "closed":
      return `Closed${to ? `: ${REASONS[to] ?? to}` : ""}${former}`;
    case "reopened":
      return `Open again${former}`;
    case "reposted":
      return `Posted again under a new id${former}`;
    case "merged":
      return `Merged with “${from}”`;
    case "split":
      return `Split from “${from ?? to}”`;
    default:
      return `${FACTS[kind] ?? kind} from ${text(kind, from)} to ${text(kind, to)}${former}`;
  }
}

function text(kind, value) {
  if (value == null) return "not stated";
  return kind === "title" ? `“${value}”` : kind === "workplace" ? plain(value) : value;
}
