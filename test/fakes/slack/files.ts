import { isRecord } from './block-kit/rules.ts';
import { checkMessageBlocks } from './block-kit/surfaces.ts';
import { newId, permalinkOf } from './identifiers.ts';
import { keep } from './methods/chat.ts';
import { channelIn, defineMethod, type Method, textArg } from './methods/define-method.ts';
import { invalidArguments, Refusal } from './refusal.ts';
import { BOT_USER } from './seed.ts';
import type { Json, State } from './state.ts';

interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  title: string;
  bytes: Buffer | null;
  isComplete: boolean;
}

export interface Files {
  readonly methods: Readonly<Record<string, Method>>;
  /** Takes the bytes sent to an upload address; false: there is no such upload. */
  upload(id: string, bytes: Buffer): boolean;
  /** The bytes of a finished upload. */
  download(id: string): Buffer | null;
  /** Whether an image block may show it: a finished png, jpg, jpeg or gif [T SlackFile]. */
  isImage(id: string): boolean;
}

/** Files in three steps: an address, the bytes, the completion [KIT files.getUploadURLExternal, files.completeUploadExternal]. */
export function createFiles(): Files {
  const files = new Map<string, StoredFile>();
  return {
    methods: {
      'files.getUploadURLExternal': defineMethod({
        scopes: ['files:write'],
        needs: ['filename', 'length'],
        takes: ['filename', 'length', 'alt_txt', 'alt_text', 'snippet_type'],
        answer: (args, state) => {
          const length = Number(args['length']);
          if (!Number.isInteger(length) || length <= 0) throw new Refusal('missing_argument');
          const id = newId(state, 'F');
          const name = textArg(args, 'filename') ?? '';
          files.set(id, { id, name, length, title: name, bytes: null, isComplete: false });
          return { upload_url: `${state.origin}/upload/${id}`, file_id: id };
        },
      }),
      'files.completeUploadExternal': defineMethod({
        scopes: ['files:write'],
        needs: ['files'],
        takes: ['files', 'channel_id', 'channels', 'initial_comment', 'thread_ts', 'blocks'],
        json: { files: 'invalid_arguments', blocks: 'invalid_blocks' },
        answer: (args, state) => complete(args, state, files),
      }),
    },
    upload: (id, bytes) => {
      const file = files.get(id);
      if (file === undefined || file.bytes !== null || bytes.length !== file.length) return false;
      file.bytes = bytes;
      return true;
    },
    download: (id) => {
      const file = files.get(id);
      return file?.isComplete === true ? file.bytes : null;
    },
    isImage: (id) => {
      const file = files.get(id);
      return file?.isComplete === true && /\.(png|jpe?g|gif)$/i.test(file.name);
    },
  };
}

function complete(args: Json, state: State, files: Map<string, StoredFile>): Json {
  const wanted = args['files'];
  if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every(isRecord)) throw invalidArguments('files');
  const found = wanted.map((one) => {
    const file = files.get(String(one['id']));
    if (file === undefined || file.bytes === null || file.isComplete) throw new Refusal('file_not_found');
    if (typeof one['title'] === 'string') file.title = one['title'];
    return file;
  });
  const channels = [textArg(args, 'channel_id'), ...(textArg(args, 'channels')?.split(',') ?? [])];
  const shared = channels.filter((one) => one !== null).map((one) => channelIn(state, one));
  if (shared.some((one) => !one.members.has(BOT_USER))) throw new Refusal('not_in_channel');
  if (args['blocks'] !== undefined) checkMessageBlocks(args['blocks']);
  for (const file of found) file.isComplete = true;
  const described = found.map((file) => describeFile(file, state));
  for (const channel of shared) {
    const text = textArg(args, 'initial_comment') ?? '';
    const blocks = text === '' && Array.isArray(args['blocks']) ? (args['blocks'] as readonly Json[]) : null;
    keep(state, channel, { text, blocks, files: described, threadTs: textArg(args, 'thread_ts') });
  }
  return { files: described };
}

function describeFile({ id, name, title, length }: StoredFile, state: State): Json {
  const at = `${state.origin}/files/${id}/${encodeURIComponent(name)}`;
  return {
    id,
    name,
    title,
    size: length,
    mode: 'hosted',
    filetype: name.split('.').at(-1) ?? '',
    user: BOT_USER,
    url_private: at,
    url_private_download: `${at}?download=1`,
    permalink: permalinkOf(id, '0'),
  };
}
