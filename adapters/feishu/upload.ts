import type { KeptFile } from '../../src/ports/transfer.ts';
import type { Call } from './voice.ts';

/** Which of Feishu's kinds of file a name belongs to: they differ in how the client shows them (im-v1/file/create). */
const KINDS: Readonly<Record<string, string>> = {
  pdf: 'pdf',
  doc: 'doc',
  docx: 'doc',
  xls: 'xls',
  xlsx: 'xls',
  csv: 'xls',
  ppt: 'ppt',
  pptx: 'ppt',
};

/** Puts a file where messages can name it. Never rejects. */
export async function uploadFile(
  call: Call,
  name: string,
  { bytes }: KeptFile,
): Promise<{ readonly fileKey: string } | { readonly why: string }> {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const data = { file_type: KINDS[ending] ?? 'stream', file_name: name, file: Buffer.from(bytes) };
  const path = '/open-apis/im/v1/files';
  const uploaded = await call<{ readonly file_key?: string }>({ method: 'POST', path, data, isUpload: true });
  if (!uploaded.ok) return { why: uploaded.fault.text };
  const { file_key: fileKey } = uploaded.data;
  return fileKey === undefined ? { why: 'Feishu did not say where the file is' } : { fileKey };
}
