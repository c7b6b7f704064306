/** The interview and the deadline of an alert: set, changed and removed. */

import { el, field } from "./dom.js";
import { action, form, say } from "./notice.js";
import { user } from "./session.js";
import { day } from "./words.js";
import { known, momentOf, told, wallOf } from "./zones.js";

/** @param {(body: object) => Promise<void>} patch changes the alert and shows it */
export function alertDates(alert, patch) {
  const zone = known(user().timezone);
  const deadline = alert.deadline ?? alert.job.deadline;
  const said = [
    alert.interview_at && `Interview ${told(alert.interview_at, zone)}`,
    deadline && `Apply by ${day(deadline)}`,
  ].filter(Boolean).join(" · ");
  return el(
    "details",
    { "data-key": "dates" },
    el("summary", { "data-key": "dates-summary" }, said || "Interview and deadline"),
    interview(alert, patch, zone),
    ownDeadline(alert, patch),
  );
}

function interview({ interview_at: at }, patch, zone) {
  const input = el("input", {
    type: "datetime-local",
    name: "at",
    required: true,
    min: "2000-01-02T00:00",
    max: "2099-12-30T00:00",
    value: at && wallOf(at, zone),
    "data-key": "interview",
  });
  const save = async () => {
    const moment = momentOf(input.value, zone);
    input.value = wallOf(moment, zone); // an hour that the clock leaves out is another
    await patch({ interview_at: moment });
    say(`Interview: ${told(moment, zone)}.`);
  };
  const remove = async () => {
    await patch({ interview_at: null });
    say("The interview is removed.");
  };
  return dateForm("interview", input, save, at && remove, field("Interview", input, `In ${zone}`));
}

function ownDeadline({ deadline, job }, patch) {
  const input = el("input", {
    type: "date",
    name: "deadline",
    required: true,
    min: "2000-01-01",
    max: "2099-12-31",
    value: deadline,
    "data-key": "deadline",
  });
  const save = async () => {
    await patch({ deadline: input.value });
    say(`Deadline: ${day(input.value)}.`);
  };
  const remove = async () => {
    await patch({ deadline: null });
    say("Your deadline is removed.");
  };
  const hint = job.deadline && `The posting says ${day(job.deadline)}; yours comes first`;
  const labelled = field("Your deadline", input, hint);
  return dateForm("deadline", input, save, deadline && remove, labelled);
}

function dateForm(name, input, save, remove, labelled) {
  const forget = async () => {
    input.value = ""; // what was typed and not saved goes too
    await remove();
  };
  return form(
    { class: "date-form" },
    save,
    labelled,
    el(
      "div",
      { class: "tools" },
      el("button", { "data-key": `keep-${name}` }, `Save ${name}`),
      remove && action(`remove-${name}`, `Remove ${name}`, forget, { "data-next": name }),
    ),
  );
}
