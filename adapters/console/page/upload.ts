import type { PageFile, PageRefusal } from './protocol.ts';
import { state } from './state.ts';
import { fetchAs } from './transport.ts';

/** Bytes; the server takes no more (`LIMITS.fileBytes`). */
export const FILE_BYTES = 20 * 1024 * 1024;

export type Uploaded =
  | { readonly kind: 'kept'; readonly file: PageFile }
  /** `message` says in the reader's language why not. */
  | { readonly kind: 'failed'; readonly message: string };

const failed = (message: string): Uploaded => ({ kind: 'failed', message });

/** Hands a file to the server, which keeps it for half an hour; never rejects. */
export async function uploadFile(file: File): Promise<Uploaded> {
  if (file.size > FILE_BYTES) return failed(state.ui.fileTooLarge);
  try {
    const response = await fetchAs(`/api/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
    });
    if (response.status === 401) return failed(state.ui.signedOut);
    const body = (await response.json()) as PageFile | PageRefusal;
    return 'id' in body ? { kind: 'kept', file: body } : failed(body.error.message);
  } catch {
    return failed(state.ui.unreachable);
  }
}
