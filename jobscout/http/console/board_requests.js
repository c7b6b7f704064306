/** Boards that people propose: those that wait, and an admin's decision about each. */

import { el, field, outward, when } from "./dom.js";
import { list } from "./list.js";
import { action, say } from "./notice.js";
import { ask } from "./session.js";

/**
 * @param {AbortSignal} life ends with the view
 * @param {() => Promise<void>} accepted shows the new source
 */
export function boardRequests(life, accepted) {
  const requests = list({
    path: "/admin/board-requests",
    query: { state: "waiting" },
    card: requestCard,
    empty: "None waits.",
    life,
    label: "Proposals",
    noun: "proposal",
  });
  return el("section", {}, el("h2", {}, "Proposals"), requests.element);

  function requestCard(request) {
    const company = el("input", { name: "company", maxlength: 200 });
    const reason = el("input", { name: "reason", maxlength: 500 });
    const decide = async (word, given) => {
      const body = Object.fromEntries(Object.entries(given).filter(([, text]) => text));
      await ask("POST", `/admin/board-requests/${request.id}/${word}`, { body });
      await requests.reload(); // the same board may wait for several people
    };
    return el(
      "article",
      { class: "card" },
      el("h3", {}, outward(request.url, request.name)),
      el(
        "p",
        { class: "quiet" },
        `${request.kind}: ${request.board}, proposed by ${request.user_email} `,
        when(request.created_at),
      ),
      field("Company", company, "Only where the board does not name its employer."),
      field("Reason for refusing", reason, "Shown to the person."),
      el(
        "div",
        { class: "tools" },
        action("accept", "Accept", async () => {
          await decide("accept", { company: company.value.trim() });
          await accepted();
          say(`${request.name} is a source now, and is read.`);
        }),
        action("refuse", "Refuse", async () => {
          await decide("refuse", { reason: reason.value.trim() });
          say(`${request.name} is refused.`);
        }),
      ),
    );
  }
}
