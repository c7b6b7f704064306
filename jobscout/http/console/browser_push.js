/** Notifications of this browser: its worker, and its subscription to the server's messages. */

import { address, Problem } from "./api.js";
import { ask } from "./session.js";

const WORKER = new URL("worker.js", import.meta.url).href;
// only this one address can become a script
const trusted = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => WORKER });

/** Whether this browser can be notified; it cannot where the page came without encryption. */
export const canBePushed = () =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

/**
 * Ask for permission, subscribe, and add the subscription as a channel.
 *
 * @returns {Promise<object>} the channel
 * @throws {Problem} the browser or its push service refuses
 */
export async function pushToThisBrowser() {
  if (await Notification.requestPermission() !== "granted") {
    throw new Problem({
      title: "This browser does not allow notifications",
      detail: "allow them for this page in its settings",
    });
  }
  const registration = await worker();
  const { public_key: key } = await (await fetch(address("/channels/webpush/key"))).json();
  const subscription = await subscribed(registration, key);
  const body = { kind: "webpush", config: subscription.toJSON() };
  return await ask("POST", "/users/me/channels", { body });
}

/** The registration of the worker, once that runs. */
export async function worker() {
  const script = trusted?.createScriptURL("") ?? WORKER;
  const registration = await navigator.serviceWorker.register(script);
  await active(registration);
  return registration;
}

/** A subscription to another server's key is ended first. */
async function subscribed(registration, key) {
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  try {
    const old = await registration.pushManager.getSubscription();
    if (old && keyOf(old) !== key) await old.unsubscribe();
    return await registration.pushManager.subscribe(wanted);
  } catch (error) {
    const title = "The browser's push service does not answer";
    throw new Problem({ title, detail: error.message });
  }
}

/** The key of a subscription in base64url, as the server writes its own. */
function keyOf({ options }) {
  const bytes = new Uint8Array(options.applicationServerKey ?? []);
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Until the worker runs, which is the first time at once. */
function active({ active: running, installing, waiting }) {
  const worker = running ?? installing ?? waiting;
  if (worker.state === "activated") return Promise.resolve();
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => worker.state === "activated" && resolve());
  });
}
