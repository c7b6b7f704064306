/** The controls of an alert: read, saved, state of the application, notes and history. */

import { alertDates } from "./alert_dates.js";
import { el, field, fill, select, when } from "./dom.js";
import { action, say, wordsOf } from "./notice.js";
import { ask } from "./session.js";

const STATUSES = [
  ["", "Not applied"],
  ["Applied", "Applied"],
  ["Interviewing", "Interviewing"],
  ["Offer", "Offer"],
  ["Rejected", "Rejected"],
];

const REASONS = [
  ["", "Why not?"],
  ["not_my_field", "Not my field"],
  ["too_senior", "Too senior"],
  ["too_junior", "Too junior"],
  ["place", "The place"],
  ["workplace", "On site, hybrid or remote"],
  ["pay", "The pay"],
  ["company", "The company"],
  ["seen_elsewhere", "Seen elsewhere"],
  ["other", "Another reason"],
];

/**
 * @param {object} alert
 * @param {(work: () => Promise<object>) => Promise<void>} change does the work and shows the
 *   alert that it returns
 */
export function tracking(alert, change) {
  const path = `/alerts/${alert.id}`;
  const patch = (body) => change(() => ask("PATCH", path, { body }));
  const status = select(
    { "data-key": "status", onchange: setStatus },
    STATUSES,
    alert.application_status ?? "",
  );
  return el(
    "div",
    { class: "tracking" },
    el(
      "div",
      { class: "tools" },
      action(
        "read",
        alert.is_read ? "Mark unread" : "Mark read",
        () => patch({ is_read: !alert.is_read }),
      ),
      action(
        "save",
        alert.is_saved ? "Saved" : "Save",
        () => patch({ is_saved: !alert.is_saved }),
        {
          "aria-pressed": String(alert.is_saved),
        },
      ),
      field("Application", status),
      !alert.is_private && dismissal(alert, path, change),
    ),
    alertDates(alert, patch),
    notes(alert, patch),
  );

  async function setStatus() {
    const chosen = status.value;
    try {
      if (chosen) await change(() => ask("PATCH", `${path}/status`, { body: { status: chosen } }));
      else await patch({ is_applied: false });
      say(chosen ? `Saved: ${chosen}.` : "Saved: not applied.");
    } catch (error) {
      status.value = alert.application_status ?? "";
      say(wordsOf(error), { isFault: true });
    }
  }
}

/** Why a job is not wanted, which counts for jobs like it; or the way back. */
function dismissal(alert, path, change) {
  if (alert.dismissed_at) {
    return action("restore", "Not for me: take back", async () => {
      await change(() => ask("DELETE", `${path}/dismiss`));
      say("Taken back.");
    });
  }
  const reason = select({ "data-key": "dismiss", onchange: dismiss }, REASONS, "");
  return field("Not for me", reason);

  async function dismiss() {
    const body = { reason: reason.value };
    try {
      await change(() => ask("POST", `${path}/dismiss`, { body }));
      say("You will see fewer like this.");
    } catch (error) {
      reason.value = "";
      say(wordsOf(error), { isFault: true });
    }
  }
}

function notes(alert, patch) {
  const text = el("textarea", { rows: 3, maxlength: 10_000, "data-key": "notes" }, alert.notes);
  const history = el("div", {});
  const title = alert.notes ? "Notes and history (you wrote something)" : "Notes and history";
  return el(
    "details",
    { "data-key": "more", ontoggle: (event) => event.target.open && showHistory(alert, history) },
    el("summary", { "data-key": "summary" }, title),
    field("Notes", text),
    action("keep-notes", "Save notes", async () => {
      await patch({ notes: text.value || null });
      say("Notes saved.");
    }),
    history,
  );
}

async function showHistory(alert, place) {
  let detail;
  try {
    detail = alert.history ? alert : await ask("GET", `/alerts/${alert.id}`);
  } catch (error) {
    fill(place, el("p", { class: "fault-words" }, wordsOf(error)));
    return;
  }
  const steps = detail.history.map((step) =>
    el("li", {}, `${step.from ?? "Not applied"} → ${step.to ?? "Not applied"}, `, when(step.at))
  );
  const told = detail.deliveries.map((one) =>
    el("li", {}, `${one.channel}: ${one.status}, `, when(one.at))
  );
  fill(
    place,
    steps.length > 0 && [el("h3", {}, "Application"), el("ol", { class: "plain" }, steps)],
    told.length > 0 && [el("h3", {}, "Sent by"), el("ul", { class: "plain" }, told)],
    steps.length + told.length === 0 && el("p", { class: "quiet" }, "No history yet."),
  );
}
