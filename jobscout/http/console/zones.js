/** Moments as a clock on the wall of a time zone shows them. Pure functions: no DOM, no calls. */

const MINUTE_MS = 60_000;

/** *name* if this browser knows the time zone, else "UTC". */
export function known(name) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) && name;
  } catch {
    return "UTC";
  }
}

/** "2026-11-30T14:00", the value of an input of the type datetime-local. */
export function wallOf(moment, timeZone) {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]);
  const { year, month, day, hour, minute } = Object.fromEntries(parts);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/**
 * The moment at which the clock shows *wall*, in ISO 8601 with UTC. Of an hour that comes twice
 * it is one of both; of an hour that is left out, as much later or earlier as the clock is moved.
 */
export function momentOf(wall, timeZone) {
  const asUtc = Date.parse(`${wall}Z`);
  const offset = (at) => Date.parse(`${wallOf(at, timeZone)}Z`) - at + (at % MINUTE_MS);
  const first = asUtc - offset(asUtc);
  return new Date(asUtc - offset(first)).toISOString();
}

/** "Nov 30, 2026, 14:00 (Africa/Nairobi)" */
export function told(moment, timeZone) {
  const shape = { timeZone, dateStyle: "medium", timeStyle: "short", hourCycle: "h23" };
  return `${new Intl.DateTimeFormat("en", shape).format(new Date(moment))} (${timeZone})`;
}

/** The zones that may be chosen, with *chosen*, which the browser may not list. */
export function choices(chosen) {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", chosen])].sort();
}
