import type { IncomingMessage } from 'node:http';
import { isRecord, type Json, parsed } from './json.ts';
import { type Part, partsIn } from './multipart.ts';

export interface Body {
  /** Of a form: its texts. */
  readonly fields: Json;
  /** The one file of a form. */
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  /** It said to be JSON and was none. */
  readonly isBroken: boolean;
}

/** Reads a request: JSON, or a form with a file. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const parts = partsIn(type, bytes);
    const isFile = ({ name, fileName }: Part): boolean => fileName !== null || name === 'file' || name === 'image';
    const texts = parts.filter((one) => !isFile(one)).map((one) => [one.name, one.bytes.toString()]);
    const found = parts.find(isFile);
    const file = found === undefined ? null : { name: found.fileName ?? found.name, bytes: found.bytes };
    return { fields: Object.fromEntries(texts), file, isBroken: false };
  }
  const value = bytes.length === 0 ? {} : parsed(bytes.toString());
  return isRecord(value) ? { fields: value, file: null, isBroken: false } : { fields: {}, file: null, isBroken: true };
}
