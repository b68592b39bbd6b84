import { Temporal } from 'temporal-polyfill';

/** Only what a place or an abbreviation in the tz database can look like; keeps offsets and bracketed texts out. */
const NAME_SHAPE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Whether the text is a time zone of the IANA database, in its own spelling. Offsets (`+08:00`) are refused. */
export function isZone(text: string): boolean {
  return toZone(text) === text;
}

/** The IANA spelling of a zone's name written in any case (`asia/shanghai`); `null` when there is no such zone. */
export function toZone(text: string): string | null {
  if (!NAME_SHAPE.test(text)) return null;
  try {
    const resolved = new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
    if (resolved.toLowerCase() === text.toLowerCase()) return resolved;
    // An older or newer name of the zone (`Asia/Kolkata`): Intl answers with another, Temporal keeps the name given.
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return null;
  }
}
