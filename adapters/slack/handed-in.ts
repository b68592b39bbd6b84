import type { Transfers } from '../../src/ports/transfer.ts';
import { toSlackFault } from './errors.ts';
import type { FormValues, ViewState } from './form-values.ts';
import type { ModalWords } from './modal-words.ts';
import type { SlackParts } from './parts.ts';
import { isSlacksOwn } from './respond.ts';

/** Bytes of one file, as at every other door. */
export const FILE_BYTES = 20 * 1024 * 1024;
const DOWNLOAD_MS = 60_000;

export type HandedIn =
  /** The arguments: of each input the id its file is kept under. */
  | { readonly kind: 'taken'; readonly args: Readonly<Record<string, string>> }
  /** `name`: the input whose file was not taken. */
  | { readonly kind: 'refused'; readonly name: string; readonly message: string };

type FileParts = Pick<SlackParts, 'clients' | 'config' | 'log'> & { readonly transfers: Pick<Transfers, 'keep'> };

/** Fetches the files of a submitted modal and keeps them for the member who brought them. Never rejects. */
export async function takeFiles(
  { files }: FormValues,
  values: ViewState,
  memberId: string,
  words: ModalWords,
  parts: FileParts,
): Promise<HandedIn> {
  const args: Record<string, string> = {};
  for (const [name, file] of Object.entries(files)) {
    const bytes = await fetched(file.id, values, parts).catch((error: unknown) => {
      parts.log.warn('a file from Slack could not be read', { why: toSlackFault(error).text });
      return null;
    });
    if (bytes === null) return { kind: 'refused', name, message: words.fileNotRead };
    const kept = bytes === 'too-large' ? null : parts.transfers.keep(memberId, file.name, bytes);
    if (kept === null) return { kind: 'refused', name, message: words.fileTooLarge(FILE_BYTES / 1024 / 1024) };
    args[name] = kept.id;
  }
  return { kind: 'taken', args };
}

async function fetched(id: string, values: ViewState, parts: FileParts): Promise<Uint8Array | 'too-large'> {
  const { config, clients } = parts;
  const url = addressIn(values, id) ?? (await clients.ask.files.info({ file: id })).file?.url_private;
  // The token is for Slack alone.
  if (url === undefined || !isSlacksOwn(url, config.apiUrl)) throw new Error('its address is none of Slack’s');
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${config.botToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(DOWNLOAD_MS),
  });
  if (!response.ok || response.body === null) throw new Error(`Slack answered ${response.status}`);
  // Without the scope Slack sends the page to sign in on.
  if (/^text\/html/.test(response.headers.get('content-type') ?? ''))
    throw new Error('the app lacks the scope files:read. Take manifest.yml anew, and install the app once more');
  return readAtMost(response.body, FILE_BYTES);
}

async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | 'too-large'> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Slack sends a file's address along with what was submitted. */
function addressIn(values: ViewState, id: string): string | undefined {
  for (const actions of Object.values(values)) {
    for (const { files } of Object.values(actions)) {
      const file = (files ?? []).find((one) => one.id === id) as { readonly url_private?: unknown } | undefined;
      if (typeof file?.url_private === 'string') return file.url_private;
    }
  }
  return undefined;
}
