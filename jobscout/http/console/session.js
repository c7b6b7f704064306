/**
 * Who is signed in here. The access token is kept in this module only; the refresh token, which
 * is exchanged for the next pair, in sessionStorage, so that each tab has its own session.
 */

import { Problem, send } from "./api.js";

const REFRESH = "jobscout.refresh_token";
const TAB = "jobscout.tab";
const EARLY_MS = 30_000; // refreshed this long before it expires, so that no call comes too late
const COPY_MS = 1000; // a page that is being reloaded releases its lock much faster

/** Dispatches `change` when somebody signs in or out; its `detail` is the reason, if any. */
export const session = new EventTarget();

/** @type {{token: string, expiresAt: number} | null} */
let access = null;
/** @type {Promise<void> | null} the running refresh, shared by all calls */
let refreshing = null;
let person = null;

/** The User who is signed in, or null. */
export const user = () => person;

/** Sign in. @throws {Problem} */
export const signIn = (email, password) => enter("/auth/login", { email, password });

/** Create an account and sign in. @throws {Problem} */
export const register = (given) => enter("/auth/register", given);

async function enter(path, body) {
  const pair = await (await send("POST", path, { body })).json();
  await holdTab();
  keep(pair);
  person = pair.user;
  tell("");
}

/** Sign out here and on the server. @throws {Problem} signed out here only */
export async function signOut() {
  const refresh_token = sessionStorage.getItem(REFRESH);
  const token = access?.token;
  forget("");
  await send("POST", "/auth/logout", { body: { refresh_token }, token });
}

/** Resume the session that this tab had before a reload, if any. @throws {Problem} */
export async function resume() {
  if (!sessionStorage.getItem(REFRESH)) return;
  if (!(await holdTab())) {
    forget("This tab is a copy of another one. Sign in here too: each tab has its own session.");
    return;
  }
  try {
    person = await ask("GET", "/users/me");
  } catch (problem) {
    if (sessionStorage.getItem(REFRESH)) throw problem;
    return; // it has ended, and `change` was dispatched
  }
  tell("");
}

/** Change the signed-in user, such as `timezone`. @throws {Problem} */
export async function changeUser(body) {
  person = await ask("PATCH", "/users/me", { body });
}

/** Read the signed-in user again; a failure of this is ignored. */
export async function renewUser(life) {
  const fresh = await ask("GET", "/users/me", { signal: life }).catch(() => null);
  if (fresh && fresh.id === person?.id) person = fresh;
}

/** One call as the signed-in user, with one refresh if needed. @throws {Problem} */
export async function call(method, path, options = {}) {
  const token = await currentToken();
  try {
    return await send(method, path, { ...options, token });
  } catch (problem) {
    if (problem.status !== 401 || !token) throw problem;
    if (access?.token === token) await refreshed();
    return send(method, path, { ...options, token: access?.token });
  }
}

/** The decoded answer of such a call; null without a body. @throws {Problem} */
export async function ask(method, path, options = {}) {
  const response = await call(method, path, options);
  return response.status === 204 ? null : response.json();
}

/** The access token of the signed-in user, or null. @throws {Problem} */
export async function currentToken() {
  const isLate = !access || access.expiresAt - Date.now() < EARLY_MS;
  if (isLate && sessionStorage.getItem(REFRESH)) {
    try {
      await refreshed();
    } catch (problem) {
      if (!access || access.expiresAt < Date.now()) throw problem;
    }
  }
  return access?.token ?? null;
}

function refreshed() {
  refreshing ??= refresh().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refresh() {
  const refresh_token = sessionStorage.getItem(REFRESH);
  if (!refresh_token) throw new Problem({ title: "Authentication required", status: 401 });
  try {
    const answer = await send("POST", "/auth/refresh", { body: { refresh_token } });
    const pair = await answer.json();
    // a user who has signed out meanwhile stays signed out
    if (sessionStorage.getItem(REFRESH) === refresh_token) keep(pair);
  } catch (problem) {
    if (problem.status === 401 || problem.status === 422) forget(ENDINGS[problem.slug] ?? ENDED);
    throw problem;
  }
}

const ENDED = "Your session has ended. Sign in again.";
const ENDINGS = {
  "token-reused": "This session was used in two places, so it was ended for safety. Sign in again.",
};

function keep({ access_token, refresh_token, expires_in }) {
  access = { token: access_token, expiresAt: Date.now() + expires_in * 1000 };
  sessionStorage.setItem(REFRESH, refresh_token);
}

function forget(why) {
  access = null;
  person = null;
  sessionStorage.removeItem(REFRESH);
  tell(why);
}

function tell(why) {
  session.dispatchEvent(new CustomEvent("change", { detail: why }));
}

/**
 * Lock this tab's name while its page exists. A duplicated tab has the name and refresh token of
 * the original, and using that token would end both sessions: it gets a new name, and this
 * returns false. Without the Web Locks API (plain HTTP from another host) it returns true.
 */
async function holdTab() {
  const named = sessionStorage.getItem(TAB);
  if (!navigator.locks || (named && named === held)) return true;
  if (named && (await hold(named))) return true;
  const own = `${Date.now()}-${Math.random()}`;
  sessionStorage.setItem(TAB, own);
  await hold(own);
  return named === null;
}

let held = null;

function hold(name) {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(COPY_MS);
    const forever = () => {
      held = name;
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks.request(`jobscout.tab.${name}`, { signal }, forever).catch(() =>
      resolve(false)
    );
  });
}
