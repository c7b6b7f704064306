/** Calls of the API, and its errors as text. */

import { sentence, span } from "./words.js";

/** An error: the API's problem document (RFC 9457), or a substitute if there was no answer. */
export class Problem extends Error {
  constructor(
    { type = "", title, status = 0, detail = "", errors = [], scrape_id = null, candidates = null },
    retryAfterS = null,
  ) {
    super(title);
    Object.assign(this, { title, status, detail, errors, scrape_id, candidates, retryAfterS });
    this.slug = type.replace("/problems/", "");
  }

  /** The whole error as one text: what, why, which fields, and when to try again. */
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

/** The base address of Job Scout, also behind a proxy that serves it under a path. */
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
 * One call. *accept* lists statuses besides 2xx that are not errors.
 *
 * @returns {Promise<Response>}
 * @throws {Problem} the API answers with an error, or not at all
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
    const detail = "check whether it is running, and whether you are online";
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
    // a page of a proxy, not an answer of the API
    const title = `The answer was ${response.status} ${response.statusText}`.trim();
    return new Problem({ title, status: response.status }, retryAfterS);
  }
}
