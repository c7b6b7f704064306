/** The form of a search, and trying a search before saving it. */

import { el, field, fill, select } from "./dom.js";
import { jobCard } from "./job_card.js";
import { action, form } from "./notice.js";
import { ask } from "./session.js";
import { capital, count, language, listed, number, sentence } from "./words.js";

// name, label, hint
const LISTS = [
  ["titles", "Titles", "For example: backend engineer"],
  ["keywords", "Words", "Anywhere in the title or the text"],
  ["excluded_keywords", "Excluded words", "Not in the title"],
  ["locations", "Places", "For example: Nairobi, or: Berlin, Germany"],
  ["countries", "Countries", "Two letters each, for example: KE"],
  ["companies", "Companies", "Their short names, as in the list of jobs"],
  ["excluded_companies", "Excluded companies", "Short names too"],
  ["skills", "Skills", "For example: Python"],
];
// name, label, values
export const CHOICES = [
  ["workplace", "Workplace", "remote hybrid onsite"],
  ["seniority", "Seniority", "intern junior mid senior lead manager director executive"],
  [
    "employment_types",
    "Kind of work",
    "full_time part_time contract temporary internship freelance volunteer",
  ],
  ["languages", "Language", "en de fr es pt it nl pl sv da no fi cs ja ko zh ar sw"],
  ["visa_sponsorship", "Visa sponsorship", "yes no"],
];
/** One of the values of a choice, as people call it. */
export const called = (name, value) => name === "languages" ? language(value) : capital(value);
const PERIODS = ["year", "month", "week", "day", "hour"].map((
  period,
) => [period, `a ${period}`.replace("a hour", "an hour")]);

/**
 * @param {object} search the initial values
 * @param {(body: object) => Promise<void>} save
 */
export function searchForm(search, save) {
  const outcome = el("section", { "aria-live": "polite", class: "outcome" });
  const line = (name, value, more) => el("input", { name, value, autocomplete: "off", ...more });
  const made = form(
    { class: "search-form" },
    (data) => save(bodyOf(data)),
    field("Name", line("name", search.name ?? "", { required: true, maxlength: 100 })),
    LISTS.map(([name, label, hint]) =>
      field(label, el("textarea", { name, rows: 2 }, (search[name] ?? []).join("\n")), hint)
    ),
    field(
      "Within a distance",
      el("textarea", { name: "near", rows: 2 }, (search.near ?? []).map(within).join("\n")),
      "A place and kilometres, for example: Nairobi 30 km",
    ),
    CHOICES.map(([name, label, values]) => choices(name, label, values, search[name] ?? [])),
    pay(search.min_salary),
    field(
      "Most years of experience",
      line("years_max", search.years_max, { type: "number", min: 0, max: 60 }),
      "Jobs that ask for more are left out",
    ),
    field(
      "Minimum score, in percent",
      line("min_score", Number(((search.min_score ?? 0) * 100).toFixed(2)), {
        type: "number",
        step: "any",
        min: 0,
        max: 100,
      }),
    ),
    field(
      "Excluded words hold for the text too",
      line("excluded_in_text", "yes", { type: "checkbox", checked: search.excluded_in_text }),
    ),
    field(
      "Use the skills of my CV",
      line("use_cv_skills", "yes", { type: "checkbox", checked: search.use_cv_skills }),
    ),
    el(
      "div",
      { class: "tools" },
      el("button", { class: "main" }, "Save"),
      action("try", "Try it", async () => {
        // a name is required only for saving
        const body = { ...bodyOf(new FormData(made)) };
        body.name ||= "Trial";
        fill(outcome, preview(await ask("POST", "/users/me/searches/preview", { body })));
      }),
      el("a", { class: "button", href: "#/searches" }, "Back"),
    ),
  );
  return [
    el(
      "p",
      { class: "quiet" },
      "One value per line. Empty fields are ignored.",
    ),
    made,
    outcome,
  ];
}

function choices(name, label, values, chosen) {
  return el(
    "fieldset",
    {},
    el("legend", {}, label),
    values.split(" ").map((value) =>
      field(
        called(name, value),
        el("input", { type: "checkbox", name, value, checked: chosen.includes(value) }),
      )
    ),
  );
}

function pay(least) {
  return el(
    "fieldset",
    { class: "pay-fields" },
    el("legend", {}, "Minimum salary"),
    field(
      "Amount",
      el("input", { type: "number", name: "amount", min: 0, step: "any", value: least?.amount }),
    ),
    field(
      "Currency",
      el("input", { name: "currency", size: 4, maxlength: 3, value: least?.currency ?? "USD" }),
    ),
    field("For", select({ name: "period" }, PERIODS, least?.period ?? "year")),
  );
}

/** As a line of the form has it: "Nairobi 30 km". */
const within = ({ place, km }) => `${place} ${km} km`;

/** The place and kilometres of such a line; the API says what is wrong with others. */
function near(line) {
  const [, place, km] = line.match(/^(.*?)[\s,]+(\d+(?:\.\d+)?)\s*(?:km)?$/i) ?? [null, line, 0];
  return { place, km: Number(km) };
}

/** The body of `POST /users/me/searches`. */
function bodyOf(data) {
  const amount = data.get("amount");
  return {
    name: data.get("name").trim(),
    ...Object.fromEntries(LISTS.map(([name]) => [name, listed(data.get(name))])),
    near: listed(data.get("near")).map(near),
    ...Object.fromEntries(CHOICES.map(([name]) => [name, data.getAll(name)])),
    min_salary: amount
      ? { amount: Number(amount), currency: data.get("currency"), period: data.get("period") }
      : null,
    years_max: data.get("years_max") ? Number(data.get("years_max")) : null,
    min_score: Number(data.get("min_score")) / 100,
    excluded_in_text: data.has("excluded_in_text"),
    use_cv_skills: data.has("use_cv_skills"),
  };
}

function preview({ items, alerts_14d, per_week, top_companies, warning }) {
  return [
    el("h2", {}, "What it would find"),
    warning && el("p", { class: "warning" }, sentence(warning)),
    el(
      "p",
      {},
      `${count(alerts_14d, "alert")} in the last fourteen days, about ${number(per_week)} a week.`,
    ),
    top_companies.length > 0 &&
    el(
      "p",
      { class: "quiet" },
      `Most at ${
        top_companies.map(({ company, jobs }) => `${company.name} (${jobs})`).join(", ")
      }.`,
    ),
    el(
      "ol",
      { class: "cards", "aria-label": "What it would find" },
      items.map((job) => el("li", {}, jobCard(job))),
    ),
  ];
}
