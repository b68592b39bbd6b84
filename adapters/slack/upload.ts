import type { WebClient } from '@slack/web-api';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import type { KeptFile, Transfers } from '../../src/ports/transfer.ts';
import type { SlackFault } from './errors.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { destinationOf } from './route.ts';
import { FILE_WORDS } from './upload-words.ts';

/** A file an answer names; `kept` is undefined when it is not there any more. */
interface NamedFile {
  readonly name: string;
  readonly kept: KeptFile | undefined;
}

/** The files an answer to one member hands over. */
export function filesOf(posting: Posting, transfers: Pick<Transfers, 'find'> | undefined): readonly NamedFile[] {
  const { member } = destinationOf(posting);
  if (transfers === undefined || member === null) return [];
  return posting.reply.blocks.flatMap((block) =>
    block.kind === 'file' ? [{ name: block.name, kept: transfers.find(member, block.id) }] : [],
  );
}

interface HandOver {
  readonly files: readonly NamedFile[];
  readonly place: { readonly channel: string; readonly thread: string | null };
  readonly slack: WebClient;
  /** For saying that something went wrong, when `slack` may have no time left. */
  readonly sayTo: () => WebClient;
  readonly language: Language;
  readonly faultOf: (error: unknown) => SlackFault;
  readonly log: Log;
}

/** Puts files under the message that named them. What fails is said there; the message is out, so nothing is tried again. */
export async function handOver(job: HandOver): Promise<void> {
  for (const file of job.files) {
    const failed = await upload(file, job);
    if (failed === null) continue;
    job.log.warn('a file could not be handed over in Slack', { why: failed });
    await tell(FILE_WORDS[job.language][file.kept === undefined ? 'forgotten' : 'failed'](file.name), job);
  }
}

/** `null`: it is there. */
async function upload({ name, kept }: NamedFile, { slack, place, faultOf }: HandOver): Promise<string | null> {
  if (kept === undefined) return 'it is not kept any more';
  const { channel, thread } = place;
  const file = { file: Buffer.from(kept.bytes), filename: name, title: name };
  try {
    await slack.filesUploadV2(
      thread === null ? { channel_id: channel, ...file } : { channel_id: channel, thread_ts: thread, ...file },
    );
    return null;
  } catch (error) {
    return faultOf(error).text;
  }
}

async function tell(text: string, { sayTo, place: { channel, thread }, log }: HandOver): Promise<void> {
  try {
    await sayTo().chat.postMessage({
      channel,
      text: escapeMrkdwn(text),
      ...(thread === null ? {} : { thread_ts: thread }),
      unfurl_links: false,
      unfurl_media: false,
    });
  } catch (error) {
    log.warn('that a file is missing could not be said either', { error });
  }
}
