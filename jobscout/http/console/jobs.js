/** Jobs: browsing the open jobs, without an account. */

import { el, field, fill, select } from "./dom.js";
import { jobCard } from "./job_card.js";
import { list } from "./list.js";
import { ask } from "./session.js";

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
const NAMES = ["q", "company", "country", "workplace", "sort", "status"];

/** The view. `#/jobs?q=python&country=KE` */
export function jobsView({ query, life }) {
  const asked = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""]));
  const jobs = list({
    path: "/jobs",
    query: asked,
    card: jobCard,
    empty: "No job matches all of this.",
    life,
    label: "Jobs",
  });
  return [el("h1", {}, "Jobs"), filters(asked, life), jobs.element];
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
