/** Jobs: browsing the open jobs, without an account. */

import { el, field, fill, select } from "./dom.js";
import { jobCard } from "./job_card.js";
import { list } from "./list.js";
import { ask } from "./session.js";
import { language } from "./words.js";

const WORKPLACES = [
  ["", "Any"],
  ["remote", "Remote"],
  ["hybrid", "Hybrid"],
  ["onsite", "On site"],
];
const SORTS = [
  ["newest", "Newest"],
  ["relevance", "Relevance"],
  ["salary", "Salary"],
];
const STATUSES = [
  ["open", "Open"],
  ["closed", "Closed"],
  ["any", "Open and closed"],
];
const LANGUAGES = ["", "en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "ja", "zh"].map(
  (code) => [code, code ? language(code) : "Any"],
);
const SPONSORSHIPS = [
  ["", "Any"],
  ["yes", "Yes"],
  ["no", "No"],
];
const CLOSINGS = [
  ["", "Any"],
  ["7", "Within a week"],
  ["30", "Within a month"],
];
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;
const NAMES = [
  ...["q", "company", "country", "workplace", "language", "visa_sponsorship", "years_max"],
  ...["closing", "sort", "status"],
];

/** The view. `#/jobs?q=python&country=KE` */
export function jobsView({ query, life }) {
  const asked = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""]));
  const jobs = list({
    path: "/jobs",
    query: { ...asked, closing: "", ...deadlines(asked.closing) },
    card: jobCard,
    empty: "No job matches all of this.",
    life,
    label: "Jobs",
  });
  return [el("h1", {}, "Jobs"), filters(asked, life), jobs.element];
}

/** The bounds for jobs that close in the next *days*, today included. */
function deadlines(days) {
  if (!(days > 0 && days <= MOST_DAYS)) return {};
  const day = (after) => new Date(Date.now() + after * DAY_MS).toISOString().slice(0, 10);
  return { deadline_after: day(-1), deadline_before: day(Number(days) + 1) };
}

function filters(asked, life) {
  const companies = el("datalist", { id: "companies" });
  const company = el("input", {
    name: "company",
    value: asked.company,
    list: "companies",
    autocomplete: "off",
  });
  company.addEventListener("focus", () => offer(companies, "", life), { once: true });
  company.addEventListener("input", () => offer(companies, company.value, life));
  const countryCode = {
    name: "country",
    value: asked.country,
    maxlength: 2,
    placeholder: "KE",
    title: "Two letters",
  };
  const go = (event) => {
    event.preventDefault();
    const said = new URLSearchParams(new FormData(event.currentTarget.form ?? event.currentTarget));
    for (const [name, value] of [...said]) {
      if (!value.trim() || DEFAULTS[name] === value) said.delete(name);
    }
    location.hash = said.size ? `#/jobs?${said}` : "#/jobs";
  };
  return el(
    "form",
    { class: "filters", role: "search", onsubmit: go },
    field(
      "Words",
      el("input", { type: "search", name: "q", value: asked.q, maxlength: 500 }),
      'Such as "data engineer" -senior',
    ),
    field("Company", company),
    companies,
    field("Country", el("input", countryCode)),
    field("Workplace", select({ name: "workplace", onchange: go }, WORKPLACES, asked.workplace)),
    field("Language", select({ name: "language", onchange: go }, LANGUAGES, asked.language)),
    field(
      "Visa sponsorship",
      select({ name: "visa_sponsorship", onchange: go }, SPONSORSHIPS, asked.visa_sponsorship),
    ),
    field(
      "Most years",
      el("input", { type: "number", name: "years_max", value: asked.years_max, min: 0, max: 60 }),
      "Of experience",
    ),
    field("Closing", select({ name: "closing", onchange: go }, CLOSINGS, asked.closing)),
    field("Sort", select({ name: "sort", onchange: go }, SORTS, asked.sort)),
    field("Status", select({ name: "status", onchange: go }, STATUSES, asked.status)),
    el("button", { class: "main" }, "Search"),
  );
}

const DEFAULTS = { sort: "newest", status: "open" };

/** Suggest companies whose names contain *q*; a failure leaves the suggestions empty. */
async function offer(companies, q, life) {
  try {
    const page = await ask("GET", "/companies", { query: { q, limit: 20 }, signal: life });
    fill(companies, page.items.map(({ slug, name }) => el("option", { value: slug }, name)));
  } catch {
    fill(companies);
  }
}
