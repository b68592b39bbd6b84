import type { WebClient } from '@slack/web-api';
import type { KeptFile } from '../../src/ports/transfer.ts';
import type { SlackFault } from './errors.ts';
import { escapeMrkdwn } from './mrkdwn.ts';

/** Where files are put: under a message, or beside it. */
export interface FilePlace {
  readonly channel: string;
  readonly thread: string | null;
}

type ToFault = (error: unknown) => SlackFault;

/** `null`: it is there; else why not. */
export async function upload(
  slack: WebClient,
  { channel, thread }: FilePlace,
  name: string,
  kept: KeptFile,
  faultOf: ToFault,
): Promise<string | null> {
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

/** Says something where a file should be; `null`: it is said; else why not. */
export async function tellThere(
  slack: WebClient,
  { channel, thread }: FilePlace,
  text: string,
  faultOf: ToFault,
): Promise<string | null> {
  try {
    await slack.chat.postMessage({
      channel,
      text: escapeMrkdwn(text),
      ...(thread === null ? {} : { thread_ts: thread }),
      unfurl_links: false,
      unfurl_media: false,
    });
    return null;
  } catch (error) {
    return faultOf(error).text;
  }
}
