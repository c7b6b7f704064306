/** One job: its text, the boards that list it, why it matches, and how to apply. */

import { chip, el, field, fill, outward, select, when } from "./dom.js";
import { jobFacts, reasonList } from "./job_card.js";
import { company } from "./job_company.js";
import { comparisons, possibleDuplicates } from "./job_duplicates.js";
import { history } from "./job_history.js";
import { safetyFacts } from "./job_safety.js";
import { action, say } from "./notice.js";
import { ask, user } from "./session.js";
import { loaded } from "./view.js";
import { count, country, percent } from "./words.js";

/** The view. `#/jobs/12` */
export function jobView({ path: [, id], life }) {
  const place = el("div", {});
  const show = () => fill(place, page(id, life, renew));
  const renew = () => {
    show();
    document.getElementById("main").focus();
  };
  show();
  return place;
}

function page(id, life, renew) {
  return loaded(
    life,
    "Job",
    () => ask("GET", `/jobs/${encodeURIComponent(id)}`, { signal: life }),
    (job) => [
      el("h1", {}, job.title),
      jobFacts(job),
      job.remote_countries.length > 3 && !job.remote_anywhere && countriesOf(job),
      el(
        "div",
        { class: "tools" },
        job.apply_url &&
          el("span", { class: "apply" }, outward(job.apply_url, "Apply at the company ↗")),
        user() && trackButton(job),
      ),
      safetyFacts(job),
      job.skills.length > 0 && el("p", { class: "skills" }, job.skills.join(" · ")),
      user() && suits(job, life),
      boards(job),
      company(job, life),
      possibleDuplicates(job),
      user()?.is_admin && comparisons(job, life, renew),
      history(job),
      el("h2", {}, "Description"),
      el("div", { class: "description" }, job.description_text || "The board has no description."),
    ],
  );
}

function countriesOf({ remote_countries: codes }) {
  return el(
    "details",
    { "data-key": "countries" },
    el("summary", {}, `Open to ${count(codes.length, "country", "countries")}`),
    el("p", {}, codes.map(country).sort((a, b) => a.localeCompare(b)).join(", ")),
  );
}

function trackButton(job) {
  return action("track", "Track this job", async () => {
    await ask("POST", "/alerts", { body: { job_id: job.id } });
    say("Tracked: it is now among your alerts.");
  });
}

function suits(job, life) {
  const answer = el("div", { "aria-live": "polite" });
  const part = el("section", {}, el("h2", {}, "Why it suits you"));
  if (job.match) {
    part.append(
      el("p", {}, chip(`${percent(job.match.score)} match`, "ok")),
      reasonList(job.match.reasons),
    );
  } else {
    part.append(el("p", { class: "quiet" }, "None of your searches found it."));
  }
  const chooser = el("div", {});
  part.append(chooser, answer);
  offerSearches(chooser, answer, job, life);
  return part;
}

/** Explain for one search what speaks for this job and what against it. */
async function offerSearches(chooser, answer, job, life) {
  const page = await ask("GET", "/users/me/searches", { query: { limit: 100 }, signal: life })
    .catch(() => null);
  if (!page?.items.length) return;
  const search = select({}, page.items.map(({ id, name }) => [id, name]));
  const explain = action("explain", "Explain", async () => {
    const said = await ask("GET", `/jobs/${job.id}/explain`, {
      query: { search_id: search.value },
    });
    fill(answer, verdict(said));
  });
  fill(chooser, el("div", { class: "tools" }, field("Compare with the search", search), explain));
}

const VERDICTS = {
  match: ["It matches", "ok"],
  below_score: ["It matches, but below your minimum score", "warn"],
  blocked: ["It does not match", "bad"],
};

function verdict({ verdict: word, score, conditions, reasons }) {
  return [
    el("p", {}, chip(VERDICTS[word][0], VERDICTS[word][1]), ` Score ${percent(score)}.`),
    el(
      "ul",
      { class: "conditions" },
      conditions.map(({ passed, text }) =>
        el("li", {}, chip(passed ? "yes" : "no", passed ? "ok" : "bad"), ` ${text}`)
      ),
    ),
    reasonList(reasons),
  ];
}

function boards(job) {
  return el(
    "section",
    {},
    el("h2", {}, "Where it is advertised"),
    el(
      "ul",
      { class: "plain" },
      job.postings.map((posting) =>
        el(
          "li",
          {},
          outward(
            posting.url,
            posting.attribution ? `via ${posting.attribution}` : posting.source_name,
          ),
          posting.closed_at
            ? [", closed ", when(posting.closed_at)]
            : [", seen ", when(posting.last_seen_at)],
        )
      ),
    ),
    job.reposted > 0 &&
      el("p", { class: "quiet" }, `Posted again under a new id ${job.reposted} times.`),
  );
}
