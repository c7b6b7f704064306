/** Other jobs that may be the same opening and, for admins, why, with what they may decide. */

import { chip, el, outward } from "./dom.js";
import { jobFacts } from "./job_card.js";
import { action, say } from "./notice.js";
import { ask } from "./session.js";
import { loaded } from "./view.js";
import { count, percent } from "./words.js";

const MANY_LINKS = 20;
const PARTS = {
  words_contained: "one title's words are in the other",
  words_shared: "words that both titles have",
  letters: "titles compared letter by letter",
  same_title: "same title",
  specialities_differ: "different specialities",
  season_past: "a season that was over",
  places_contained: "one's places are in the other's list",
  places_equal: "same places",
  days_apart: "days between the two",
  text: "what the texts have in common",
  same_requisition: "same number at the employer",
  "same content": "same title, places and text",
};

/** A list, the likeliest first; nothing of a job that has none. */
export function possibleDuplicates(job) {
  return job.possible_duplicates.length > 0 && el(
    "section",
    {},
    el("h2", {}, "May be the same opening"),
    el(
      "p",
      { class: "quiet" },
      "These look alike, but not enough to be sure. Look at them before you apply twice.",
    ),
    el(
      "ul",
      { class: "plain" },
      job.possible_duplicates.map((other) =>
        el(
          "li",
          {},
          el("a", { href: `#/jobs/${other.id}` }, other.title),
          other.source_names.length > 0 && ` on ${other.source_names.join(", ")}`,
          jobFacts(other),
        )
      ),
    ),
  );
}

/**
 * What the postings of *job* were compared with, for admins.
 *
 * @param {() => void} renew shows the job again, after a decision
 */
export function comparisons(job, life, renew) {
  return el(
    "section",
    {},
    el("h2", {}, "What it was compared with"),
    loaded(
      life,
      null,
      () => ask("GET", `/admin/jobs/${job.id}/links`, { signal: life }),
      ({ items }) =>
        items.length === 0
          ? el("p", { class: "quiet" }, "Nothing on other boards is like it.")
          : [
            el(
              "ul",
              { class: "plain" },
              items.slice(0, MANY_LINKS).map((link) => comparison(job, link, renew)),
            ),
            items.length > MANY_LINKS &&
              el(
                "p",
                { class: "quiet" },
                `And ${count(items.length - MANY_LINKS, "less likely one")}.`,
              ),
          ],
    ),
  );
}

function comparison(job, link, renew) {
  const decided = (text) => {
    say(text);
    renew();
  };
  const isLast = job.postings.length < 2;
  return el(
    "li",
    {},
    el("p", {}, outward(link.url, link.title), ` on ${link.source_name} `, verdict(link)),
    el(
      "details",
      { "data-key": `parts-${link.posting_id}-${link.other_posting_id}` },
      el("summary", {}, "Why"),
      el(
        "ul",
        { class: "conditions" },
        link.parts.map(({ name, weight }) =>
          el(
            "li",
            {},
            weight < 0 ? chip("against", "bad") : chip("for", "ok"),
            ` ${words(name)}`,
          ),
        ),
      ),
    ),
    el(
      "div",
      { class: "tools" },
      !link.is_merged &&
        el("a", { class: "button", href: `#/jobs/${link.other_job_id}` }, "Show it"),
      !link.is_merged &&
        action(`join-${link.other_posting_id}`, "It is the same opening", async () => {
          await ask("POST", `/admin/jobs/${job.id}/join`, { body: { job_id: link.other_job_id } });
          decided("They are one job now, for good.");
        }),
      link.is_merged && !isLast &&
        action(`split-${link.other_posting_id}`, "It is another opening", async () => {
          await ask("POST", `/admin/jobs/${job.id}/split`, {
            body: { posting_ids: [link.other_posting_id] },
          });
          decided("They are two jobs now, for good.");
        }),
    ),
  );
}

function verdict({ is_merged: isMerged, score }) {
  return isMerged
    ? chip(`one job, ${percent(score)} likely`, "ok")
    : chip(`${percent(score)} likely`, "warn");
}

function words(name) {
  return PARTS[name] ?? name.replaceAll("_", " ");
}
