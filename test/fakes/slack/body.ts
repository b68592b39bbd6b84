import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { Json } from './state.ts';

export interface Body {
  readonly fields: Json;
  readonly bytes: Buffer;
}

/** Reads a request as Slack does: forms [W serializeBody], JSON, and the bytes of an upload, alone or as the one part of a form. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return { fields: { ...parse(bytes.toString()) }, bytes };
  if (type.startsWith('application/json')) return { fields: objectIn(bytes.toString()), bytes };
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const [file] = [...form.values()].filter((one) => typeof one !== 'string');
    return { fields: {}, bytes: file === undefined ? Buffer.alloc(0) : Buffer.from(await file.arrayBuffer()) };
  }
  return { fields: {}, bytes };
}

/** The object that is written there; an empty one where none is. */
function objectIn(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
  } catch {
    return {};
  }
}
