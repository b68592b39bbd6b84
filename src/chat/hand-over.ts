import type { Language } from '../domain/vocabulary.ts';
import type { Posting } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import type { KeptFile, Transfers } from '../ports/transfer.ts';
import { destinationOf } from './destination.ts';
import { FILE_WORDS } from './file-words.ts';

/** A file an answer names; `kept` is undefined when it is not there any more. */
export interface NamedFile {
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

export interface HandOver {
  readonly files: readonly NamedFile[];
  /** Puts a file there; never rejects. `null`: it is there; else why not. */
  readonly put: (name: string, kept: KeptFile) => Promise<string | null>;
  /** Says something there; never rejects. `null`: it is said; else why not. */
  readonly tell: (text: string) => Promise<string | null>;
  readonly language: Language;
  readonly platform: string;
  readonly log: Log;
}

/** Puts files beside the message that named them. What fails is said there; the message is out, so nothing is tried again. */
export async function handOver({ files, put, tell, language, platform, log }: HandOver): Promise<void> {
  for (const { name, kept } of files) {
    const why = kept === undefined ? 'it is not kept any more' : await put(name, kept);
    if (why === null) continue;
    log.warn(`a file could not be handed over in ${platform}`, { why });
    const untold = await tell(FILE_WORDS[language][kept === undefined ? 'forgotten' : 'failed'](name));
    if (untold !== null) log.warn('that a file is missing could not be said either', { why: untold });
  }
}
