/** Since when and why no mail is sent to the user, and the way back. */

import { send } from "./api.js";
import { el, fill, when } from "./dom.js";
import { action, say } from "./notice.js";
import { renewUser, user } from "./session.js";
import { sentence } from "./words.js";

/** The part of the page; empty while mail is sent. */
export function mailStopped(life) {
  const part = el("div", { "aria-live": "polite" });
  const show = () => fill(part, user()?.mail_suppressed && warning(user()));
  show();
  const { mail_suppressed: before } = user();
  renewUser(life).then(() => {
    if (!life.aborted && user()?.mail_suppressed?.since !== before?.since) show();
  });
  return part;
}

function warning({ email, mail_suppressed: { since, reason } }) {
  return el(
    "section",
    { class: "warning", "aria-label": "Mail" },
    el("p", {}, `We stopped sending mail to ${email} `, when(since), ": it was returned."),
    reason && el("p", {}, `Its server said: ${sentence(reason)}`),
    el("p", {}, "If the address works again, confirm it, and mail is sent again."),
    action("verify-again", "Send the mail to confirm it", async () => {
      await send("POST", "/auth/resend-verification", { body: { email } });
      say(`A mail with a link is on its way to ${email}.`);
    }),
  );
}
