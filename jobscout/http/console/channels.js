/** Channels: where else alerts come, how each fares, and a test of each. */

import { canBePushed, pushToThisBrowser } from "./browser_push.js";
import { calendar } from "./calendar.js";
import { chip, el, field, fill, outward, when } from "./dom.js";
import { list } from "./list.js";
import { mailStopped } from "./mail_stopped.js";
import { action, form, say } from "./notice.js";
import { notifications } from "./notifications.js";
import { ask } from "./session.js";
import { capital, sentence, span } from "./words.js";

const PATH = "/users/me/channels";
const STATES = { ok: "ok", failing: "warn", gone: "bad", unconfigured: "bad" };
// kind, name, and of each field its name, label, whether it must be given, and a hint
const KINDS = [
  ["ntfy", "ntfy", [
    ["topic", "Topic", true, "A name that nobody guesses: who knows it can read your alerts"],
    ["server", "Server", false, "Empty for ntfy.sh"],
    ["token", "Access token", false, "For a topic that is protected"],
  ]],
  ["telegram", "Telegram", []],
  ["slack", "Slack", [["url", "Webhook URL", true, "Of an app of yours, under Incoming Webhooks"]]],
  ["discord", "Discord", [["url", "Webhook URL", true, "Server settings, Integrations, Webhooks"]]],
];
const NAMES = { webpush: "Browser", ...Object.fromEntries(KINDS) };
const OUTCOMES = {
  sent: "The test was sent.",
  refused: "The service refuses it.",
  gone: "The service says that nothing is there any more.",
  "retry-later": "It was not taken for now.",
  unconfigured: "This server cannot send by it.",
};

/** The view. */
export function channelsView({ life }) {
  const channels = list({
    path: PATH,
    query: {},
    card,
    empty: "None yet: alerts come by mail, and to your devices.",
    life,
    label: "Channels",
  });
  return [
    el("h1", {}, "Channels"),
    mailStopped(life),
    el("p", { class: "quiet" }, "Alerts also come by each of these, at the times that you chose."),
    channels.element,
    el("h2", {}, "Add one"),
    browser(),
    KINDS.map(adding),
    notifications(life),
    calendar(life),
  ];

  function browser() {
    if (!canBePushed()) {
      return el("p", { class: "quiet" }, "This browser cannot show notifications of this page.");
    }
    return el(
      "p",
      {},
      action("push", "Notify me in this browser", async () => {
        await pushToThisBrowser();
        await channels.reload();
        say("This browser shows new alerts from now on.");
      }),
    );
  }

  function adding([kind, name, fields]) {
    const outcome = el("p", { "aria-live": "polite" });
    const made = form(
      {},
      async (data) => {
        const given = fields.map(([key]) => [key, data.get(key).trim()]);
        const config = Object.fromEntries(given.filter(([, text]) => text));
        const added = await ask("POST", PATH, { body: { kind, config } });
        made.reset();
        fill(outcome, added.link && ["Follow this link: ", outward(added.link, added.link)]);
        await channels.reload();
        if (!added.link) say(`${name} was added.`);
      },
      fields.map(([key, label, required, hint]) =>
        field(label, el("input", { name: key, required, autocomplete: "off" }), hint)
      ),
      el("button", { type: "submit" }, `Add ${name}`),
    );
    return el("details", { "data-key": `add-${kind}` }, el("summary", {}, name), made, outcome);
  }

  function card(channel) {
    const path = `${PATH}/${channel.id}`;
    const change = async (active) => {
      channels.replace(await ask("PATCH", path, { body: { active } }));
    };
    return el(
      "article",
      { class: "card" },
      el("h3", {}, `${NAMES[channel.kind] ?? capital(channel.kind)}: ${channel.name} `),
      el("p", {}, chip(channel.state, STATES[channel.state])),
      channel.last_error &&
        el("p", { class: "quiet" }, sentence(channel.last_error), " ", when(channel.failing_since)),
      el(
        "div",
        { class: "tools" },
        action(`test-${channel.id}`, "Test", () => test(path)),
        channel.active && channel.state !== "gone"
          ? action(`pause-${channel.id}`, "Pause", () => change(false))
          : action(`resume-${channel.id}`, "Resume", () => change(true)),
        action(`remove-${channel.id}`, "Remove", async () => {
          await ask("DELETE", path);
          channels.remove(channel.id);
        }),
      ),
    );
  }

  async function test(path) {
    const said = await ask("POST", `${path}/test`);
    const wait = said.retry_after_s && ` It asks for ${span(said.retry_after_s)} of quiet.`;
    const detail = said.detail ? ` ${sentence(said.detail)}` : "";
    say(`${OUTCOMES[said.outcome]}${detail}${wait ?? ""}`, { isFault: said.outcome !== "sent" });
    channels.replace(await ask("GET", path));
  }
}
