/** A part of a form as it came. */
export interface Part {
  readonly name: string;
  /** `null`: it says none. */
  readonly fileName: string | null;
  readonly bytes: Buffer;
}

/** Parts of a form: the SDK sends bytes without saying that they are a file, which only their name tells. */
export function partsIn(contentType: string, body: Buffer): readonly Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  const between = Buffer.from(`\r\n--${boundary}`);
  const parts: Part[] = [];
  // The first boundary has no line before it.
  let rest = Buffer.concat([Buffer.from('\r\n'), body]);
  for (let at = rest.indexOf(between); at >= 0; at = rest.indexOf(between)) {
    rest = rest.subarray(at + between.length);
    const end = rest.indexOf(between);
    const headersEnd = rest.indexOf('\r\n\r\n');
    if (end < 0 || headersEnd < 0) break;
    const headers = rest.subarray(0, headersEnd).toString();
    parts.push({
      name: /\bname="([^"]*)"/.exec(headers)?.[1] ?? '',
      fileName: /\bfilename="([^"]*)"/.exec(headers)?.[1] ?? null,
      bytes: rest.subarray(headersEnd + 4, end),
    });
  }
  return parts;
}
