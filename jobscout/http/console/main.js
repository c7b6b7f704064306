/** The console: which view an address shows, and who may see it. */

import { alertsView } from "./alerts.js";
import { channelsView } from "./channels.js";
import { cvView } from "./cv.js";
import { el, fill, keepTime } from "./dom.js";
import { events, followWhileSignedIn } from "./events.js";
import { jobView } from "./job.js";
import { jobsView } from "./jobs.js";
import { action, hush, say, wordsOf } from "./notice.js";
import { searchesView, searchView } from "./searches.js";
import { lend } from "./proof.js";
import { registerView } from "./register.js";
import { resume, session, signOut, user } from "./session.js";
import { signInView } from "./sign_in.js";
import { sourcesView } from "./sources.js";
import { statusView } from "./status.js";
import { span } from "./words.js";

const everybody = () => true;
const signedIn = () => user() !== null;
const signedOut = () => user() === null;
const admin = () => user()?.is_admin === true;

// the address, the view, who may see it, and its name in the navigation
const VIEWS = [
  ["alerts", alertsView, signedIn, "Alerts"],
  ["jobs", jobsView, everybody, "Jobs"],
  ["jobs/:id", jobView, everybody],
  ["searches", searchesView, signedIn, "Searches"],
  ["searches/:id", searchView, signedIn],
  ["cv", cvView, signedIn, "CV"],
  ["channels", channelsView, signedIn, "Channels"],
  ["sources", sourcesView, admin, "Sources"],
  ["status", statusView, admin, "Status"],
  ["register", registerView, signedOut],
];

const main = document.getElementById("main");
const nav = document.getElementById("nav");
let life = new AbortController();
let unseen = 0;
let isShown = false;

/** The path and the query in the address's fragment. */
function currentRoute() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { path: path.split("/").filter(Boolean), query: new URLSearchParams(query) };
}

function find(path) {
  const home = user() ? "alerts" : "sign-in";
  const [name = home, ...rest] = path;
  if (rest.length > 1) return null;
  return VIEWS.find(([address]) => address === (rest.length ? `${name}/:id` : name)) ?? null;
}

function show({ focus = true } = {}) {
  isShown = true;
  life.abort();
  life = new AbortController();
  const { path, query } = currentRoute();
  const [, view, may] = find(path) ?? [];
  const isDoor = !user() && (path.length === 0 || (may && !may()));
  if (path[0] === "alerts" || (user() && !path.length)) unseen = 0;
  showNavigation(path[0] ?? "alerts");
  fill(
    main,
    isDoor
      ? signInView({ life: life.signal })
      : may?.()
      ? view({ path, query, life: life.signal })
      : lost(),
  );
  document.title = path.length || user()
    ? `${main.querySelector("h1").textContent} · Job Scout`
    : "Job Scout";
  if (!focus) return;
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

function lost() {
  return [
    el("h1", {}, "Page not found"),
    el("p", {}, "This page does not exist, or you may not see it."),
  ];
}

function showNavigation(current) {
  const shown = VIEWS.filter(([, , may, name]) => name && may());
  fill(
    nav,
    shown.map(([address, , , name]) => {
      const isCurrent = address === current;
      const news = address === "alerts" && unseen > 0 &&
        [" ", el("span", { class: "count" }, `${unseen} new`)];
      return el("a", { href: `#/${address}`, "aria-current": isCurrent && "page" }, name, news);
    }),
  );
  const account = document.getElementById("account");
  if (user()) {
    fill(
      account,
      el("span", { class: "who" }, user().full_name ?? user().email),
      action("sign-out", "Sign out", leave),
    );
  } else fill(account, el("a", { class: "button", href: "#/" }, "Sign in"));
}

async function leave() {
  location.hash = "#/";
  try {
    await signOut();
    say("Signed out.");
  } catch (error) {
    say(`Signed out here, but the server could not be told. ${wordsOf(error)}`, { isFault: true });
  }
}

function heed() {
  session.addEventListener("change", ({ detail: why }) => {
    unseen = 0;
    if (why) say(why, { isFault: true });
    else hush();
    show();
  });
  events.addEventListener("alert", ({ detail }) => {
    say(`New alert: ${detail.title} at ${detail.company}`);
    const { path } = currentRoute();
    if ((path[0] ?? "alerts") === "alerts") return;
    unseen += 1;
    showNavigation(path[0]);
  });
  const live = document.getElementById("live");
  const states = { live: "Live", reconnecting: "Reconnecting …" };
  events.addEventListener("state", ({ detail }) => {
    live.textContent = states[detail] ?? "";
    live.className = `live ${detail}`;
  });
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the fragment selects the view
    main.focus();
  });
  addEventListener("hashchange", () => show());
}

/** Resume the previous session; if too many sign in at the same time, wait and retry. */
async function begin() {
  for (;;) {
    try {
      await resume();
      break;
    } catch (problem) {
      const seconds = problem.retryAfterS ?? 5;
      const words = `${wordsOf(problem)} You stay signed in; this page tries by itself in ${
        span(seconds)
      }.`;
      fill(main, el("h1", {}, "One moment"), el("p", { role: "status" }, words));
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
  if (!isShown) show({ focus: false });
}

followWhileSignedIn();
lend();
heed();
keepTime();
begin();
