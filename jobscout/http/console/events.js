/**
 * Live events: `GET /events`, read with fetch because EventSource cannot send a token. A broken
 * connection is reopened with back-off and resumes after the last event.
 */

import { call, session, user } from "./session.js";

const PAUSE_MS = 1000;
const MOST_MS = 60_000;
const SILENCE_MS = 30_000; // the server sends something at least every fifteen seconds
const STEADY_MS = 10_000; // after this long, a connection counts as good: the back-off is reset

/** Dispatches `alert`, `cv`, `scrape` and `reset` with their data as `detail`, and `state`. */
export const events = new EventTarget();

let lastId = null;
let line = new AbortController();

/** Follow the events while somebody is signed in. */
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
    // an expired access token is not an error: reconnect soon, with the next token
    if (Date.now() - begun > STEADY_MS) pauseMs = PAUSE_MS;
    tell("state", "reconnecting");
    await pause(Math.max(leastMs, pauseMs * (0.75 + Math.random() / 2)), signal);
    pauseMs = Math.min(MOST_MS, pauseMs * 2);
  }
}

/** One connection, until it ends. Throws if it breaks or is silent for too long. */
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

/** Parses server-sent events from chunks that may end anywhere. */
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

/** A pause that ends early when the machine comes online. */
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
