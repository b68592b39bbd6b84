/** A part of a reply that is still to find its room in a message. */
export interface Part<Chunk> {
  /** How much text it is in full, as its platform counts it. */
  readonly length: number;
  /** Whether it can be drawn shorter than that. */
  readonly isFixed: boolean;
  readonly buttons: number;
  /** Within so much text; nothing where there is no room for anything. */
  draw(limit: number): readonly Chunk[];
}

/** How a platform draws parts, and how much of them it takes. */
export interface Surface<Chunk, Drawn> {
  /** `isTight`: whatever can share its place does. */
  pack(chunks: readonly Chunk[], isTight: boolean): Drawn;
  takes(drawn: Drawn): boolean;
  /** How much text there may be in all. `whole`: what is to be shown, close together and not shortened, with so much text in it. */
  textRoom(whole: Drawn, length: number): number;
}

/** What is said of what did not fit. */
export type LeftOut<Chunk> = (parts: number, buttons: number) => Part<Chunk>;

export interface Fitted<Drawn> {
  readonly drawn: Drawn;
  /** Parts that did not fit. */
  readonly leftOut: number;
}

/** Chunks that follow each other joined wherever two can share their place; `join` answers `null` where they cannot. */
export function joinNeighbours<Chunk>(
  chunks: readonly Chunk[],
  join: (before: Chunk, chunk: Chunk) => Chunk | null,
): readonly Chunk[] {
  const joined: Chunk[] = [];
  for (const chunk of chunks) {
    const before = joined.at(-1);
    const both = before === undefined ? null : join(before, chunk);
    if (both === null) joined.push(chunk);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

/** A part that gets less than this is left out instead. */
const LEAST = 24;

/**
 * The parts as their place takes them. Where they are too much, what is longest is shortened first; what still does not fit is left
 * out from the end, and it says so there.
 */
export function fitParts<Chunk, Drawn>(
  parts: readonly Part<Chunk>[],
  surface: Surface<Chunk, Drawn>,
  leftOut: LeftOut<Chunk>,
): Fitted<Drawn> {
  const whole = surface.pack(
    parts.flatMap((part) => part.draw(part.length)),
    false,
  );
  if (surface.takes(whole)) return { drawn: whole, leftOut: 0 };
  let best: Drawn | null = null;
  let fits = 0;
  let tooMany = parts.length + 1;
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    const drawn = squeeze(parts, count, surface, leftOut);
    if (drawn === null) tooMany = count;
    else {
      best = drawn;
      fits = count;
    }
  }
  const drawn = best ?? surface.pack(drawWhole(saidOf(parts, 0, leftOut)), true);
  return { drawn, leftOut: parts.length - fits };
}

/** The first so many parts, shortened and put close together; `null`: they do not fit. */
function squeeze<Chunk, Drawn>(
  parts: readonly Part<Chunk>[],
  count: number,
  surface: Surface<Chunk, Drawn>,
  leftOut: LeftOut<Chunk>,
): Drawn | null {
  const kept = parts.slice(0, count);
  const said = saidOf(parts, count, leftOut);
  const all = [...kept, ...said];
  const length = lengthOf(all);
  const room = surface.textRoom(surface.pack(drawWhole(all), true), length);
  const loose = kept.filter(({ isFixed }) => !isFixed).map((part) => part.length);
  const level = levelFor(loose, room - (length - loose.reduce((sum, one) => sum + one, 0)));
  if (level === null) return null;
  // What is drawn takes more than its text, escapes and aligned columns: then shorter still.
  for (let least = Math.max(LEAST, level); least >= LEAST && level >= LEAST; least = Math.floor(least / 2)) {
    const shown = kept.flatMap((part) => part.draw(Math.min(part.length, least)));
    const drawn = surface.pack([...shown, ...drawWhole(said)], true);
    if (surface.takes(drawn)) return drawn;
  }
  return null;
}

const drawWhole = <Chunk>(parts: readonly Part<Chunk>[]): readonly Chunk[] =>
  parts.flatMap((part) => part.draw(part.length));

const lengthOf = (parts: readonly { readonly length: number }[]): number =>
  parts.reduce((sum, { length }) => sum + length, 0);

function saidOf<Chunk>(parts: readonly Part<Chunk>[], count: number, leftOut: LeftOut<Chunk>): readonly Part<Chunk>[] {
  const gone = parts.slice(count);
  if (gone.length === 0) return [];
  const buttons = gone.reduce((sum, part) => sum + part.buttons, 0);
  return [leftOut(gone.length, buttons)];
}

/**
 * How long each may be at most, so that together they come to no more than the room, and at most as long as the longest; `null`: there
 * is none.
 */
function levelFor(lengths: readonly number[], room: number): number | null {
  if (room < 0) return null;
  let rest = room;
  const rising = [...lengths].sort((a, b) => a - b);
  for (const [at, length] of rising.entries()) {
    const level = Math.floor(rest / (rising.length - at));
    if (length > level) return level;
    rest -= length;
  }
  return Math.max(LEAST, rising.at(-1) ?? 0);
}

/** In groups of at most so many. */
export function inGroups<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}
