export interface Multipart {
  /** With the boundary. */
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Fields as a form: bytes are files, everything else is a field. Written here, because the library sends bytes without the name of a
 * file, which makes them a field. That name says nothing: what is no plain ASCII in it is not taken everywhere.
 */
export async function toMultipart(fields: Readonly<Record<string, unknown>>): Promise<Multipart> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Uint8Array) form.append(name, new Blob([new Uint8Array(value)]), 'file');
    else form.append(name, String(value));
  }
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
  return { contentType, body: Buffer.from(await encoded.arrayBuffer()) };
}
