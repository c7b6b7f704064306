/** The CV: what was read from it, and which skills the matching jobs ask for. */

import { Problem } from "./api.js";
import { chip, el, field, when } from "./dom.js";
import { events } from "./events.js";
import { action, form, say } from "./notice.js";
import { ask } from "./session.js";
import { loaded } from "./view.js";
import { bytes, capital, count, percent, plain } from "./words.js";

const STATES = { pending: "", processing: "", ready: "ok", failed: "bad" };
const FAULTS = {
  "password-protected": "It is protected by a password. Save it without a password.",
  "no-text-layer": "It contains only images of pages. Export it as text from your editor.",
  damaged: "It is damaged.",
  "too-long": "It is too long: at most 50 pages.",
  "timed-out": "Reading it took too long.",
};

/** The failure ("damaged: a page is missing") as a sentence of ours, if there is one. */
const faultOf = (error) => FAULTS[error.split(":")[0]] ?? plain(error);

/** The view. */
export function cvView({ life }) {
  const place = el("div", {});
  const show = () =>
    place.replaceChildren(
      loaded(life, null, () => latest(life), (cv) => (cv ? shown(cv, show) : NONE())),
    );
  events.addEventListener("cv", show, { signal: life });
  show();
  const gap = loaded(
    life,
    null,
    () => ask("GET", "/users/me/skill-gap", { signal: life }),
    skillGap,
  );
  return [el("h1", {}, "CV"), place, upload(show), el("h2", {}, "What your jobs ask for"), gap];
}

const NONE = () => [
  el(
    "p",
    { class: "quiet" },
    "No CV yet. It stays on this server, where fixed rules find its skills.",
  ),
];

async function latest(life) {
  try {
    return await ask("GET", "/users/me/cv", { signal: life });
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

function shown(cv, show) {
  return [
    el(
      "article",
      { class: "card" },
      el("header", {}, el("h2", {}, cv.filename), chip(cv.status, STATES[cv.status])),
      el(
        "p",
        { class: "facts" },
        el("span", {}, bytes(cv.size)),
        cv.pages && el("span", {}, count(cv.pages, "page")),
        el("span", {}, "uploaded ", when(cv.uploaded_at)),
      ),
      cv.error && el("p", { class: "fault-words" }, faultOf(cv.error)),
      cv.status === "ready" && found(cv),
      el(
        "div",
        { class: "tools" },
        action("delete-cv", "Delete", async () => {
          if (!confirm(`Delete ${cv.filename} and the skills found in it?`)) return;
          await ask("DELETE", `/users/me/cv/${cv.id}`);
          say("The CV is deleted.");
          show();
        }),
      ),
    ),
  ];
}

function found(cv) {
  const years = cv.years_of_experience;
  const spoken = (cv.languages ?? []).map((
    { name, level },
  ) => (level ? `${name} (${level})` : name));
  return [
    years != null && el("p", {}, `${count(Math.round(years), "year")} of experience.`),
    spoken.length > 0 && el("p", {}, `Languages: ${spoken.join(", ")}.`),
    el("h3", {}, `${count(cv.skills?.length ?? 0, "skill")} found`),
    el(
      "ul",
      { class: "tags" },
      (cv.skills ?? []).map(({ name, evidence }) => el("li", { title: evidence[0]?.text }, name)),
    ),
  ];
}

function upload(show) {
  const file = el("input", {
    type: "file",
    name: "file",
    required: true,
    accept: ".pdf,.docx,application/pdf",
  });
  const work = async (data) => {
    await ask("POST", "/users/me/cv", { body: data });
    say("Uploaded. The result appears here once the CV has been read.");
    file.value = "";
    show();
  };
  return form(
    { class: "card" },
    work,
    field("Upload a CV", file, "PDF or DOCX, 10 MiB at most"),
    el("button", { class: "main" }, "Upload"),
  );
}

function skillGap({ items, jobs }) {
  if (!items.length) return [el("p", { class: "quiet" }, "No open job matches your searches yet.")];
  return [
    el("p", { class: "quiet" }, `Of ${count(jobs, "open job")} that match your searches.`),
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Requested skills" },
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ["Skill", "Jobs", "Share", "You"].map((name) => el("th", { scope: "col" }, name)),
          ),
        ),
        el(
          "tbody",
          {},
          items.slice(0, 20).map((asked) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, asked.skill),
              el("td", {}, asked.jobs),
              el("td", {}, percent(asked.share)),
              el("td", {}, asked.has ? chip("have it", "ok") : capital("missing")),
            )
          ),
        ),
      ),
    ),
  ];
}
