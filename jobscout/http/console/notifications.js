/** When alerts are sent, how many, and what is sent besides. */

import { el, field, select } from "./dom.js";
import { form, say } from "./notice.js";
import { ask, changeUser, user } from "./session.js";
import { loaded } from "./view.js";
import { choices } from "./zones.js";

const PATH = "/users/me/preferences";
const CADENCES = [
  ["instant", "At once"],
  ["daily", "Once a day"],
  ["weekly", "Once a week"],
];
const HOURS = Array.from(
  { length: 24 },
  (_, hour) => [String(hour), `${String(hour).padStart(2, "0")}:00`],
);

/** The part of the page. */
export function notifications(life) {
  return el(
    "section",
    { "aria-labelledby": "notifications" },
    el("h2", { id: "notifications" }, "Notifications"),
    loaded(life, null, () => ask("GET", PATH, { signal: life }), preferencesForm),
  );
}

function preferencesForm(kept) {
  const zones = choices(user().timezone).map((zone) => [zone, zone.replaceAll("_", " ")]);
  const most = { type: "number", name: "most", min: 1, max: 1000, required: true };
  return form(
    { class: "search-form" },
    save,
    field("Send alerts", select({ name: "cadence" }, CADENCES, kept.cadence)),
    field(
      "Hour of the digest",
      select({ name: "hour" }, HOURS, String(kept.digest_hour)),
      "If alerts are sent once a day or once a week",
    ),
    field("Time zone", select({ name: "zone" }, zones, user().timezone)),
    field("Most alerts a day", el("input", { ...most, value: kept.max_alerts_per_day })),
    quietHours(kept.quiet_hours),
    el(
      "fieldset",
      {},
      el("legend", {}, "Also send"),
      check("reminders", "Reminders of deadlines", kept.deadline_reminders),
      check("nudges", "Nudges about quiet applications", kept.application_nudges),
    ),
    el("div", { class: "tools" }, el("button", { class: "main" }, "Save notifications")),
  );
}

async function save(data) {
  const start = data.get("start");
  const body = {
    cadence: data.get("cadence"),
    digest_hour: Number(data.get("hour")),
    max_alerts_per_day: Number(data.get("most")),
    quiet_hours: start ? { start, end: data.get("end") } : null,
    deadline_reminders: data.has("reminders"),
    application_nudges: data.has("nudges"),
  };
  const timezone = data.get("zone");
  if (timezone !== user().timezone) await changeUser({ timezone });
  await ask("PATCH", PATH, { body });
  say("Notifications are saved.");
}

const check = (name, label, checked) =>
  field(label, el("input", { type: "checkbox", name, checked }));

/** From and to: both, or none for no quiet hours. */
function quietHours(kept) {
  const both = () => {
    start.required = end.value !== "";
    end.required = start.value !== "";
  };
  const start = el("input", { type: "time", name: "start", value: kept?.start, oninput: both });
  const end = el("input", { type: "time", name: "end", value: kept?.end, oninput: both });
  both();
  return el(
    "fieldset",
    { class: "pay-fields" },
    el("legend", {}, "Quiet hours, empty for none"),
    field("From", start),
    field("To", end),
  );
}
