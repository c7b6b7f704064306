/** The company of a job, and the other names by which it is known. */

import { el, fill, outward } from "./dom.js";
import { ask } from "./session.js";
import { loaded } from "./view.js";
import { count } from "./words.js";

/** A part that is read when it is opened. */
export function company({ company: { slug, name } }, life) {
  const place = el("div", {});
  const path = `/companies/${encodeURIComponent(slug)}`;
  const open = ({ target }) => {
    if (!target.open || place.hasChildNodes()) return;
    fill(place, loaded(life, null, () => ask("GET", path, { signal: life }), facts));
  };
  return el(
    "details",
    { "data-key": "company", ontoggle: open },
    el("summary", { "data-key": "company-summary" }, `About ${name}`),
    place,
  );
}

function facts({ name, website, open_jobs: jobs, aliases }) {
  const spelled = (kind) => aliases.filter((one) => one.kind === kind).map((one) => one.spelling);
  const known = [
    ["Also known as", spelled("name").filter((other) => other !== name)],
    ["Domains", spelled("domain")],
    ["Boards", spelled("board")],
  ].filter(([, names]) => names.length);
  return [
    el("p", {}, count(jobs, "open job"), website && [" · ", outward(website, website)]),
    el(
      "dl",
      { class: "asks" },
      known.map(([term, names]) =>
        el("div", {}, el("dt", {}, term), el("dd", {}, names.join(", ")))
      ),
    ),
  ];
}
