/** Calls of the API, and its refusals in words. */

import { sentence, span } from "./words.js";

/** A refusal: the API's problem document (RFC 9457), or what stands in where nobody answered. */
export class Problem extends Error {
  constructor(
    { type = "", title, status = 0, detail = "", errors = [], scrape_id = null },
    retryAfterS = null,
  ) {
    super(title);
    Object.assign(this, { title, status, detail, errors, scrape_id, retryAfterS });
    this.slug = type.replace("/problems/", "");
  }

  /** All of it as one text: what, why, which fields, and when to try again. */
  get words() {
    const said = [sentence(this.title)];
    if (this.errors.length) said.push(...this.errors.map(fault));
    else if (this.detail && this.detail.toLowerCase() !== this.title.toLowerCase()) {
      said.push(sentence(this.detail));
    }
    if (this.retryAfterS) said.push(`Try again in ${span(this.retryAfterS)}.`);
    return said.join(" ");
  }
}

const fault = ({ field, message }) => sentence(`${field.replaceAll("_", " ")} ${message}`);

/** Where Job Scout is, also where a proxy serves it under a path of its own. */
export const ROOT = new URL("..", import.meta.url).href;

/** The address of *path*. */
export function address(path, query = {}) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== "" && value != null) asked.append(name, value);
  }
  return new URL(`.${path}${asked.size ? `?${asked}` : ""}`, ROOT).href;
}

/**
 * One call. *accept* names statuses besides 2xx that are answers.
 *
 * @returns {Promise<Response>}
 * @throws {Problem} the API refuses, or nobody answers
 */
export async function send(
  method,
  path,
  { query, body, token, headers, signal, accept = [] } = {},
) {
  const given = new Headers(headers);
  if (token) given.set("Authorization", `Bearer ${token}`);
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) given.set("Content-Type", "application/json");
  const payload = body === undefined || isForm ? body : JSON.stringify(body);
  let response;
  try {
    response = await fetch(address(path, query), { method, headers: given, body: payload, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    const detail = "see whether it runs, and whether you are online";
    throw new Problem({ title: "Job Scout does not answer", detail });
  }
  if (response.ok || accept.includes(response.status)) return response;
  throw await problemOf(response);
}

async function problemOf(response) {
  const retryAfterS = Number(response.headers.get("Retry-After")) || null;
  try {
    return new Problem(await response.json(), retryAfterS);
  } catch {
    // a proxy's own page, not ours
    const title = `The answer was ${response.status} ${response.statusText}`.trim();
    return new Problem({ title, status: response.status }, retryAfterS);
  }
}
