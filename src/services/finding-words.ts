import type { Finding } from '../domain/findings.ts';
import { formatDay } from '../i18n/format.ts';
import type { Wording } from './planning/nudge-words.ts';

/** A finding in a sentence. */
export function findingWords(
  finding: Finding,
  { messages, language, contact, member }: Pick<Wording, 'messages' | 'language' | 'contact' | 'member'>,
): string {
  const said = messages.map.finding;
  switch (finding.key) {
    case 'single-thread-ours':
      return said['single-thread-ours'](member(finding.memberId));
    case 'single-thread-theirs':
      return said['single-thread-theirs'](contact(finding.contactId));
    case 'blind-department':
      return said['blind-department'](messages.words.department[finding.department]);
    case 'vacancy':
      return said.vacancy(
        contact(finding.contactId),
        finding.since === null ? null : formatDay(finding.since, language),
        finding.successorId === null ? null : contact(finding.successorId),
      );
    case 'opposed-key-person':
      return said['opposed-key-person'](contact(finding.contactId), messages.words.attitude[finding.attitude]);
    default:
      return said[finding.key];
  }
}
