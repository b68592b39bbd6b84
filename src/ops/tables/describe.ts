import type { Language } from '../../domain/vocabulary.ts';
import { reasonsEn } from './describe-en.ts';
import { reasonsZh } from './describe-zh.ts';
import type { RowVerdict } from './plan.ts';
import type { Reason } from './reason.ts';

/** Why a file or a row is not taken as it is, as a sentence that says what to do about it. */
export function describeReason(reason: Reason, language: Language): string {
  return (language === 'zh' ? reasonsZh : reasonsEn)[reason.code](reason);
}

/** A row that is not simply taken, with its line in the file; `null` when there is nothing to say of it. */
export function describeRow({ line, reasons, remarks }: RowVerdict, language: Language): string | null {
  const said = [...reasons, ...remarks].map((reason) => describeReason(reason, language));
  if (said.length === 0) return null;
  return language === 'zh' ? `第 ${line} 行：${said.join('')}` : `Line ${line}: ${said.join(' ')}`;
}
