/** Creating an account; the link in a mail confirms its address. */

import { el, field } from "./dom.js";
import { form, say } from "./notice.js";
import { register } from "./session.js";

/** The view for users without an account. */
export function registerView() {
  const name = el("input", { name: "full_name", autocomplete: "name" });
  const attributes = { name: "email", inputmode: "email", autocomplete: "username" };
  const email = el("input", { ...attributes, required: true });
  const password = el("input", {
    type: "password",
    name: "password",
    required: true,
    autocomplete: "new-password",
  });
  const work = async (data) => {
    const given = Object.fromEntries(data);
    await register({ ...given, full_name: given.full_name.trim() || null });
    location.hash = "#/";
    say("Welcome. We have sent you a mail: its link confirms your address.");
  };
  return el(
    "section",
    { class: "card letter" },
    el("h1", {}, "Register"),
    form(
      {},
      work,
      field("Name", name, "Optional."),
      field("Email", email),
      field("Password", password, "10 to 128 characters, not a common one, not your address."),
      el("button", { class: "main" }, "Register"),
    ),
  );
}
