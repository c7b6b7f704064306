/** The pages that account mails link to: confirm an address, set a password. */

import { ROOT, send } from "./api.js";
import { el, field, fill } from "./dom.js";
import { action, form } from "./notice.js";
import { prove } from "./proof.js";

const main = document.getElementById("main");
const HINT = "10 to 128 characters, not a common password, not your address.";

// Kept for this tab only, across reloads, so that the token does not appear in the address bar,
// the history or a screenshot.
const given = new URLSearchParams(location.search).get("token");
if (given) history.replaceState({ token: given }, "", location.pathname);
const token = history.state?.token ?? null;

function show(title, ...children) {
  fill(main, el("section", { class: "card letter" }, el("h1", {}, title), ...children));
  document.title = `${title} · Job Scout`;
  main.focus({ preventScroll: true });
}

const signIn = (text = "Sign in") => el("p", {}, el("a", { class: "button", href: ROOT }, text));

const toReset = (text) => el("a", { href: `${ROOT}reset-password` }, text);

/** Whether the API refuses the token; a retry would not help. */
const isBad = ({ slug, errors }) =>
  slug === "invalid-token" || errors.some(({ field }) => field === "token");

/** A form that requests another mail. */
function another(path, button) {
  const attributes = { name: "email", inputmode: "email", autocomplete: "username" };
  const email = el("input", { ...attributes, required: true });
  const work = async (data) => {
    await send("POST", path, { body: { email: data.get("email") } });
    show(
      "Check your mailbox",
      el("p", {}, "If there is an account with this address, we have sent it a new link."),
      el("p", {}, "No mail after some minutes? Check your spam folder."),
    );
  };
  return form({}, work, field("Email", email), el("button", { class: "main" }, button));
}

function verify() {
  if (!token) {
    show(
      "Confirm your address",
      el("p", {}, "We send you a link by mail; it works once, for 48 hours."),
      another("/auth/resend-verification", "Send the mail"),
    );
    return;
  }
  const work = async () => {
    try {
      verified(await prove(token));
    } catch (problem) {
      if (!isBad(problem)) throw problem;
      noGood("48 hours", another("/auth/resend-verification", "Send a new link"));
    }
  };
  show(
    "Confirm your address",
    el("p", {}, "Did you sign up for Job Scout with the address that received this link?"),
    el("p", {}, action("confirm", "Confirm my address", work, { class: "main" })),
    el("p", { class: "quiet" }, "If not, close this page: nothing has changed."),
  );
}

const AFTER = {
  here: () => [el("p", {}, "You stay signed in."), signIn("Continue to Job Scout")],
  elsewhere: () => el("p", {}, "You stay signed in: continue in the tab where you are signed in."),
  nowhere: () => [el("p", {}, "Now sign in with the password that you chose."), signIn()],
};

function verified(signedIn) {
  forget();
  show(
    "Your address is confirmed",
    AFTER[signedIn](),
    el(
      "p",
      { class: "quiet" },
      "Did somebody else sign up with your address? ",
      toReset("Set your own password"),
      ", and the account is yours alone.",
    ),
  );
}

function reset() {
  if (!token) {
    show(
      "Set a new password",
      el("p", {}, "We send you a link by mail; it works once, for 30 minutes."),
      another("/auth/forgot-password", "Send the mail"),
    );
    return;
  }
  const password = el("input", {
    type: "password",
    name: "password",
    required: true,
    autocomplete: "new-password",
  });
  const work = async (data) => {
    const body = { token, new_password: data.get("password") };
    try {
      await send("POST", "/auth/reset-password", { body });
    } catch (problem) {
      if (!isBad(problem)) throw problem;
      noGood("30 minutes", another("/auth/forgot-password", "Send a new link"));
      return;
    }
    forget();
    show(
      "Your password is set",
      el("p", {}, "You were signed out everywhere. Sign in with the new password."),
      signIn(),
    );
  };
  show(
    "Set a new password",
    el("p", {}, "This signs you out everywhere."),
    form(
      {},
      work,
      field("New password", password, HINT),
      el("button", { class: "main" }, "Set the password"),
    ),
  );
}

function noGood(life, ask) {
  forget();
  show(
    "This link is no longer valid",
    el("p", {}, `It was already used, is older than ${life}, or is incomplete.`),
    el("p", {}, "If you have already done this, ", el("a", { href: ROOT }, "sign in"), "."),
    el("p", {}, "If not, request a new one."),
    ask,
  );
}

function forget() {
  history.replaceState(null, "", location.pathname);
}

const isReset = location.pathname.replace(/\/$/, "").endsWith("/reset-password");
(isReset ? reset : verify)();
