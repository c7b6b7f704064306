/** A short summary of a job, for lists and headings. */

import { chip, el, when } from "./dom.js";
import {
  capital,
  count,
  day,
  experience,
  language,
  openTo,
  pay,
  places,
  sponsorship,
} from "./words.js";

/** What the text or the board states besides; empty strings are left out. */
const stated = (job) => [
  openTo(job),
  experience(job.years_min),
  job.language && `in ${language(job.language)}`,
  sponsorship(job.visa_sponsorship),
  job.deadline && `apply by ${day(job.deadline)}`,
];

/** The facts about *job* below its title: where, how, for whom, since when. */
export function jobFacts(job) {
  return el(
    "p",
    { class: "facts" },
    el("strong", {}, job.company.name),
    el("span", {}, places(job.locations)),
    job.workplace !== "unknown" && el("span", {}, capital(job.workplace)),
    job.seniority && el("span", {}, capital(job.seniority)),
    job.employment_type && el("span", {}, capital(job.employment_type)),
    job.salary && el("span", { class: "pay" }, pay(job.salary)),
    stated(job).filter(Boolean).map((fact) => el("span", {}, fact)),
    el("span", {}, "posted ", when(job.posted_at)),
    job.closed_at && chip("closed", "warn"),
  );
}

/** Why a job matches: each reason with its part of the score. */
export function reasonList(reasons) {
  return el(
    "ul",
    { class: "reasons", "aria-label": "Why it suits you" },
    reasons.map(({ text, weight }) => el("li", { class: weight < 0 && "against" }, text)),
  );
}

/** @param {object} job a JobSummary */
export function jobCard(job) {
  return el(
    "article",
    { class: "card" },
    el("h2", {}, el("a", { href: `#/jobs/${job.id}` }, job.title)),
    jobFacts(job),
    job.skills.length > 0 && el("p", { class: "skills" }, job.skills.slice(0, 8).join(" · ")),
    job.postings > 1 && el("p", { class: "quiet" }, `On ${count(job.postings, "board")}`),
  );
}
