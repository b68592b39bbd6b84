import { crc32, inflateRawSync } from 'node:zlib';
import { LARGEST_UNPACKED, TableRefusal } from './table.ts';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_END = 22 + 0xffff;
const MOST_ENTRIES = 2000;
const IS_STORED = 0;
const IS_DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly declared: number;
  readonly offset: number;
}

const damaged = () => new TableRefusal({ code: 'damaged-workbook' });

/** The files in a zip archive by its directory, unpacked only when asked for and never beyond what is left of the allowance. */
export class Archive {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  #left = LARGEST_UNPACKED;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const entry of entriesOf(this.#bytes)) this.#entries.set(entry.name, entry);
    let declared = 0;
    for (const entry of this.#entries.values()) declared += entry.declared;
    if (declared > LARGEST_UNPACKED) throw tooLarge();
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The file of that name; `null` when there is none. What the directory declares is not believed. */
  read(name: string): Buffer | null {
    const entry = this.#entries.get(name);
    if (entry === undefined) return null;
    const packed = packedBytes(this.#bytes, entry);
    const content = entry.method === IS_STORED ? packed : inflated(packed, this.#left);
    this.#left -= content.length;
    if (this.#left < 0) throw tooLarge();
    return content;
  }
}

function tooLarge(): TableRefusal {
  return new TableRefusal({ code: 'unpacks-too-large', most: LARGEST_UNPACKED / 1024 / 1024 });
}

function inflated(packed: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : damaged();
  }
}

function* entriesOf(bytes: Buffer): Generator<Entry> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) throw tooLarge();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw damaged();
    const flags = bytes.readUInt16LE(at + 8);
    if ((flags & 1) !== 0) throw new TableRefusal({ code: 'locked-workbook' });
    const nameLength = bytes.readUInt16LE(at + 28);
    const method = bytes.readUInt16LE(at + 10);
    if (method !== IS_STORED && method !== IS_DEFLATED) throw damaged();
    yield {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method,
      packed: bytes.readUInt32LE(at + 20),
      declared: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function endOf(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - LONGEST_END);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) if (bytes.readUInt32LE(at) === END) return at;
  throw damaged();
}

function packedBytes(bytes: Buffer, { offset, packed }: Entry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw damaged();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) throw damaged();
  return bytes.subarray(start, start + packed);
}

/** These files as an archive that packs nothing. */
export function archiveOf(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const encoded = Buffer.from(name);
    const about = aboutOf(content, encoded.length);
    const local = Buffer.concat([numbers([LOCAL, 4]), about, encoded]);
    // Made by, then what the local header says; no comment, no attributes; where it stands.
    const central = [
      numbers([CENTRAL, 4], [20, 2]),
      about,
      numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      encoded,
    ];
    directory.push(Buffer.concat(central));
    parts.push(local, content);
    offset += local.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const counts: [number, number][] = [
    [files.size, 2],
    [files.size, 2],
  ];
  const end = numbers([END, 4], [0, 2], [0, 2], ...counts, [listed.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...parts, listed, end]);
}

/** Version, flags, method, time, checksum, both sizes, length of the name and of what is extra. */
function aboutOf(content: Buffer, nameLength: number): Buffer {
  const size: [number, number] = [content.length, 4];
  return numbers([20, 2], [0x800, 2], [0, 2], [0, 4], [crc32(content), 4], size, size, [nameLength, 2], [0, 2]);
}

/** Numbers of so many bytes each, the lowest first. */
function numbers(...given: readonly (readonly [number, number])[]): Buffer {
  const bytes = Buffer.alloc(given.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of given) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
