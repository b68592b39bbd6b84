import { newId } from '../identifiers.ts';
import { isRecord, parsed, textIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { State } from '../state.ts';
import { type Asked, defineRoute, type Route } from './define-route.ts';
import { messageOf } from './messages.ts';

const UPLOAD = ['im:resource', 'im:resource:upload'];
const IMAGE_BYTES = 10 * 1024 * 1024;
const FILE_BYTES = 30 * 1024 * 1024;
const FILE_TYPES = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'];

/** Images and files (im-v1/image/create; im-v1/file/create: up to 30 MB and a type of its list). */
export const FILE_ROUTES: readonly Route[] = [
  defineRoute('POST im/v1/images', {
    scopes: UPLOAD,
    answer: (asked) => {
      const { body } = asked;
      if (!['message', 'avatar'].includes(textIn(body['image_type'])))
        throw new Refusal(234001, 'Invalid request param: image_type.');
      return { image_key: taken(asked, 'image', IMAGE_BYTES, 'image') };
    },
  }),
  defineRoute('POST im/v1/files', {
    scopes: UPLOAD,
    answer: (asked) => {
      const { body } = asked;
      if (!FILE_TYPES.includes(textIn(body['file_type'])))
        throw new Refusal(234001, 'Invalid request param: file_type.');
      const name = textIn(body['file_name']);
      if (name === '') throw new Refusal(234001, 'Invalid request param: file_name.');
      return { file_key: taken(asked, 'file', FILE_BYTES, name) };
    },
  }),
  defineRoute('GET im/v1/messages/:id/resources/:key', {
    scopes: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
    needs: { query: ['type'] },
    answer: ({ state, params }) => {
      const message = messageOf(state, params['id'] ?? '');
      const key = params['key'] ?? '';
      const content = parsed(message.content);
      const isInIt = isRecord(content) && JSON.stringify(content).includes(key);
      const file = state.files.get(key);
      if (!isInIt || file === undefined) throw new Refusal(234003, 'File not in msg.');
      return { bytes: file.bytes, name: file.name };
    },
  }),
];

function taken({ state, file }: Asked, type: 'image' | 'file', most: number, name: string): string {
  if (file === null) throw new Refusal(234001, `Invalid request param: ${type}.`);
  if (file.bytes.length === 0) throw new Refusal(234010, 'The file size is zero.');
  if (file.bytes.length > most) throw new Refusal(234006, 'The file size exceed the max value.');
  return storeFile(state, { type, name, bytes: file.bytes });
}

/** Keeps a file; its key. */
export function storeFile(state: State, file: { type: string; name: string; bytes: Buffer }): string {
  const key = newId(file.type === 'image' ? 'img_v3_' : 'file_v3_');
  state.files.set(key, { key, ...file });
  return key;
}
