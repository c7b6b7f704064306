/** The calendar of deadlines and interviews: its address, to subscribe to. */

import { addressLine } from "./address_line.js";
import { el, fill } from "./dom.js";
import { action, say } from "./notice.js";
import { ask } from "./session.js";
import { loaded } from "./view.js";

const PATH = "/users/me/calendar";

/** The part of the page. */
export function calendar(life) {
  const place = el("div", {});
  const show = ({ url }) => fill(place, addressLine("calendar", "Address", url, "address"));
  const renew = action("renew-calendar", "New address", async () => {
    if (!confirm("Give the calendar a new address? The old one will stop working.")) return;
    show(await ask("POST", PATH));
    say("The calendar has a new address; the old one no longer works.");
  });
  return el(
    "section",
    { "aria-labelledby": "calendar" },
    el("h2", { id: "calendar" }, "Calendar"),
    el("p", {}, "Deadlines, interviews and nudges in your calendar: subscribe to this address."),
    el("p", { class: "quiet" }, "Anyone with the address can read the calendar; keep it private."),
    loaded(life, null, () => ask("GET", PATH, { signal: life }), (link) => {
      show(link);
      return [place, renew];
    }),
  );
}
