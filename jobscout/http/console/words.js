/** Values of the API as text for users. Pure functions: no DOM, no calls. */

const countries = new Intl.DisplayNames("en", { type: "region" });
const languages = new Intl.DisplayNames("en", { type: "language" });
const days = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });
const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const numbers = new Intl.NumberFormat("en");
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

export const absolute = (moment) => moments.format(new Date(moment));

/** "3 minutes ago", "in 2 hours"; within the minute "just now" and "in a moment". */
export function relative(moment, now = Date.now()) {
  const seconds = (new Date(moment) - now) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? [];
  if (!unit) return seconds > 0 ? "in a moment" : "just now";
  return ago.format(Math.trunc(seconds / size), unit);
}

/** A rounded duration: "45 seconds", "3 hours". */
export function span(seconds) {
  const [unit, size] = UNITS.find(([, size]) => seconds >= 2 * size) ?? ["second", 1];
  return count(Math.round(seconds / size), unit);
}

export const number = (value) => numbers.format(value);

/** "1 alert", "2 alerts". */
export const count = (many, noun, nouns = `${noun}s`) =>
  `${numbers.format(many)} ${many === 1 ? noun : nouns}`;

/** *text* as a sentence: with a capital letter and a full stop. */
export function sentence(text) {
  const line = text.trim();
  if (!line) return "";
  return line[0].toUpperCase() + line.slice(1) + (/[.!?…]$/.test(line) ? "" : ".");
}

/** "full_time" as "full time". */
export const plain = (word) => (word === "onsite" ? "on site" : word.replaceAll("_", " "));

export const capital = (word) => plain(word).replace(/^./, (letter) => letter.toUpperCase());

const named = (names) => (code) => {
  try {
    return names.of(code);
  } catch {
    return code; // not a code
  }
};
export const country = named(countries);

/** "de" as "German". */
export const language = named(languages);

/** A day without a time of day, "2026-11-30", as "Nov 30, 2026" wherever the reader is. */
export const day = (date) => days.format(new Date(date));

/** The first few of *names*, and how many more there are. */
function some(names, most, separator) {
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return names.slice(0, most).join(separator) + more;
}

/** One place of a job, as precisely as it is known. */
export function place({ city, country: code, area, text }) {
  return [city, code && country(code)].filter(Boolean).join(", ") || area || text || "";
}

/** The places of a job, separated by semicolons; of many, the first few and a count. */
export function places(locations, most = 3) {
  const names = [...new Set(locations.map(place))].filter(Boolean);
  return some(names, most, "; ");
}

/** Where people may live who do a remote job; empty if that is not known, or its place says it. */
export function openTo({ remote_anywhere: anywhere, remote_countries: codes, locations }) {
  if (anywhere) return "open to all countries";
  if (!codes.length || locations.some(({ area }) => area)) return "";
  return `open to ${some(codes.map(country), 3, ", ")}`;
}

/** "3 years of experience"; empty if a job does not say what it asks for. */
export function experience(years) {
  if (years == null) return "";
  return years ? `${count(years, "year")} of experience` : "no experience needed";
}

/** Whether an employer sponsors visas; empty if that is not known. */
export const sponsorship = (stated) =>
  ({ yes: "visa sponsorship", no: "no visa sponsorship" })[stated] ?? "";

const PERIODS = { hour: "an hour", day: "a day", week: "a week", month: "a month", year: "a year" };

/** "EUR 50,000–60,000 a year"; empty if no salary is stated. */
export function pay(salary) {
  if (!salary) return "";
  const { min, max, currency, period } = salary;
  const amount = min != null && max != null && min !== max
    ? `${number(min)}–${number(max)}`
    : min != null && max == null
    ? `from ${number(min)}`
    : min == null
    ? `up to ${number(max)}`
    : number(min);
  return `${currency} ${amount} ${PERIODS[period] ?? period}`;
}

export const percent = (share) => `${Math.round(share * 100)} %`;

export function bytes(size) {
  return size < 1e6 ? `${Math.max(1, Math.round(size / 1e3))} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

/** The values of a text, one per line; a comma may be part of a place or a title. */
export const listed = (text) => text.split("\n").map((part) => part.trim()).filter(Boolean);
