/** The start page: signing in, and the newest jobs. */

import { ROOT } from "./api.js";
import { el, field } from "./dom.js";
import { jobCard } from "./job_card.js";
import { list } from "./list.js";
import { form } from "./notice.js";
import { signIn } from "./session.js";

/** The view for users who are not signed in, on pages that require it. */
export function signInView({ life }) {
  const email = el("input", {
    inputmode: "email", // type=email rejects addresses beyond ASCII
    name: "email",
    required: true,
    autocomplete: "username",
  });
  const password = el("input", {
    type: "password",
    name: "password",
    required: true,
    autocomplete: "current-password",
  });
  const work = async (data) => signIn(data.get("email").trim(), data.get("password"));
  const newest = list({
    path: "/jobs",
    query: {},
    card: jobCard,
    empty: "No jobs yet.",
    life,
    label: "Newest jobs",
  });
  return [
    el("h1", {}, "New jobs, the minute they appear"),
    el(
      "p",
      { class: "lead" },
      "Job Scout reads career pages and job boards, ",
      "and alerts you once to each job that matches your searches, and says why.",
    ),
    el(
      "div",
      { class: "door" },
      el(
        "section",
        { class: "card" },
        el("h2", {}, "Sign in"),
        form(
          {},
          work,
          field("Email", email),
          field("Password", password),
          el("button", { class: "main" }, "Sign in"),
        ),
        el(
          "p",
          { class: "quiet" },
          el("a", { href: "#/register" }, "Register"),
          " · ",
          el("a", { href: `${ROOT}reset-password` }, "Forgotten password?"),
        ),
      ),
      el("section", { class: "newest" }, el("h2", {}, "Newest jobs"), newest.element),
    ),
  ];
}
