/**
 * Proving an address as whoever is signed in. The link of a mail opens a tab of its own, and each
 * tab has its own session: one that waits for its address to be proven lends its access token, so
 * that the session goes on (see POST /auth/verify-email).
 */

import { send } from "./api.js";
import { currentToken, resume, user } from "./session.js";

const LENT_MS = 500; // a tab of the same browser answers well within this
const channel = new BroadcastChannel("jobscout.proof");

/** Lend this tab's session to the pages behind such links. */
export function lend() {
  channel.addEventListener("message", async ({ data }) => {
    const token = data.ask && (await waiting().catch(() => null));
    if (token) channel.postMessage({ answers: data.ask, token });
  });
}

/**
 * Prove an address with the token of a mail.
 *
 * @returns {Promise<"here" | "elsewhere" | "nowhere">} where the session is that goes on
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
    await spend(null); // that session has ended, which proves nothing and spends nothing
    return "nowhere";
  }
  if (own) return "here";
  return lent ? "elsewhere" : "nowhere";
}

/** The access token of whoever is signed in and waits for their address to be proven. */
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
