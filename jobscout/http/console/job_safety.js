/** What people should know of a job before they apply: facts in its words, no verdict. */

import { el } from "./dom.js";

const KINDS = {
  fee: "It asks applicants for money",
  gift_cards: "It asks for gift cards",
  crypto: "It asks for cryptocurrency",
  forwards_money: "It asks to pass money on",
  bank_details: "It asks for bank details by message",
  lookalike_domain: "An address looks like the employer’s, but is not",
  free_mail: "Applications go to a free mail address, though the employer has a domain",
  copied_text: "Its text is that of a closed job of another company",
};

/** A list; nothing of a job without such facts. */
export function safetyFacts({ safety_facts: facts }) {
  return facts.length > 0 && el(
    "section",
    { class: "safety" },
    el("h2", {}, "Before you apply"),
    el("ul", { class: "plain" }, facts.map((fact) => el("li", {}, said(fact), ": ", words(fact)))),
  );
}

function said({ kind }) {
  return KINDS[kind] ?? kind;
}

function words({ words: text, job_id: other }) {
  return other
    ? el("a", { href: `#/jobs/${encodeURIComponent(other)}` }, text)
    : el("q", {}, text);
}
