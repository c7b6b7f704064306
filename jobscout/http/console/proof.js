/**
 * Confirming an address while signed in. The link in a mail opens a new tab, and each tab has its
 * own session: a tab whose address is unconfirmed lends its access token to the new tab, so that
 * its session continues (see POST /auth/verify-email).
 */

import { send } from "./api.js";
import { currentToken, resume, user } from "./session.js";

const LENT_MS = 500; // a tab of the same browser answers much faster
const channel = new BroadcastChannel("jobscout.proof");

/** Lend this tab's session to the pages that such links open. */
export function lend() {
  channel.addEventListener("message", async ({ data }) => {
    const token = data.ask && (await waiting().catch(() => null));
    if (token) channel.postMessage({ answers: data.ask, token });
  });
}

/**
 * Confirm an address with the token of a mail.
 *
 * @returns {Promise<"here" | "elsewhere" | "nowhere">} where the session that continues is
 * @throws {Problem}
 */
export async function prove(token) {
  await resume();
  const own = await waiting();
  const lent = own ? null : await borrowed();
  const spend = (bearer) =>
    send("POST", "/auth/verify-email", { body: { token }, token: bearer });
  try {
    await spend(own ?? lent);
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    await spend(null); // that session has ended, so the token was not used yet
    return "nowhere";
  }
  if (own) return "here";
  return lent ? "elsewhere" : "nowhere";
}

/** The access token of the user who is signed in, if their address is unconfirmed. */
const waiting = async () => (user()?.email_verified === false ? await currentToken() : null);

function borrowed() {
  const ask = crypto.getRandomValues(new Uint32Array(4)).join("-");
  return new Promise((resolve) => {
    const timer = setTimeout(done, LENT_MS, { data: { answers: ask, token: null } });
    channel.addEventListener("message", done);
    channel.postMessage({ ask });

    function done({ data }) {
      if (data.answers !== ask) return;
      clearTimeout(timer);
      channel.removeEventListener("message", done);
      resolve(data.token);
    }
  });
}
