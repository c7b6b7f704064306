/**
 * What happens, as it happens: `GET /events`, read with fetch because EventSource cannot send a
 * token. A line that breaks is taken up again after growing pauses, where it broke off.
 */

import { call, session, user } from "./session.js";

const PAUSE_MS = 1000;
const MOST_MS = 60_000;
const SILENCE_MS = 30_000; // the server speaks at least every fifteen seconds
const STEADY_MS = 10_000; // a line that held so long was a good one

/** Tells `alert`, `cv`, `scrape` and `reset`, each with its data as `detail`, and `state`. */
export const events = new EventTarget();

let lastId = null;
let line = new AbortController();

/** Follow as long as somebody is signed in. */
export function followWhileSignedIn() {
  session.addEventListener("change", () => {
    line.abort();
    line = new AbortController();
    lastId = null;
    if (user()) follow(line.signal);
    else tell("state", "");
  });
}

async function follow(signal) {
  let pauseMs = PAUSE_MS;
  while (!signal.aborted) {
    const begun = Date.now();
    let leastMs = 0;
    try {
      await listen(signal);
    } catch (error) {
      if (signal.aborted) return;
      leastMs = (error.retryAfterS ?? 0) * 1000;
    }
    if (signal.aborted) return;
    // the end of an access token is no fault: it goes on soon, with the next one
    if (Date.now() - begun > STEADY_MS) pauseMs = PAUSE_MS;
    tell("state", "reconnecting");
    await pause(Math.max(leastMs, pauseMs * (0.75 + Math.random() / 2)), signal);
    pauseMs = Math.min(MOST_MS, pauseMs * 2);
  }
}

/** One connection, until it ends. Throws where it breaks or is silent. */
async function listen(outer) {
  const inner = new AbortController();
  const signal = AbortSignal.any([outer, inner.signal]);
  let silence = setTimeout(() => inner.abort(), SILENCE_MS);
  try {
    const headers = lastId ? { "Last-Event-ID": lastId } : {};
    const response = await call("GET", "/events", { headers, signal });
    tell("state", "live");
    const parse = parser(take);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(() => inner.abort(), SILENCE_MS);
      parse(value);
    }
  } finally {
    clearTimeout(silence);
  }
}

function take({ id, event, data }) {
  if (id) lastId = id;
  if (event && data) tell(event, JSON.parse(data));
}

/** Reads server-sent events from pieces that are cut anywhere. */
export function parser(tellFrame) {
  let rest = "";
  let frame = {};
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const text of lines) {
      if (text === "") {
        tellFrame(frame);
        frame = {};
        continue;
      }
      const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(text);
      if (name) frame[name] = name === "data" && frame.data ? `${frame.data}\n${value}` : value;
    }
  };
}

function tell(kind, detail) {
  events.dispatchEvent(new CustomEvent(kind, { detail }));
}

/** A pause that ends early where the machine comes back online. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
