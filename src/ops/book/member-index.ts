import type { Member } from '../../domain/records.ts';
import type { Problems } from './problem.ts';
import { UNRESOLVED } from './run.ts';

/** Members by key and by e-mail, without regard to case; a key comes before an e-mail. */
export class MemberIndex {
  readonly #byKey = new Map<string, Member>();
  readonly #byEmail = new Map<string, Member[]>();

  readonly #before: MemberIndex | undefined;

  /** `before`: what they were called until now, which is asked when nobody is called so any more. */
  constructor(members: Iterable<Member>, before?: MemberIndex) {
    this.#before = before;
    for (const member of members) {
      this.#byKey.set(folded(member.key), member);
      if (member.email === null) continue;
      const email = folded(member.email);
      this.#byEmail.set(email, [...(this.#byEmail.get(email) ?? []), member]);
    }
  }

  find(key: string): readonly Member[] {
    const keyed = this.#byKey.get(folded(key));
    return keyed === undefined ? (this.#byEmail.get(folded(key)) ?? this.#before?.find(key) ?? []) : [keyed];
  }

  /** The member's id; when there is not exactly one, that is noted. */
  resolve(key: string, path: string, problems: Problems): string {
    const [member, another] = this.find(key);
    if (member === undefined) problems.add(path, 'unknown-member', { value: key });
    else if (another !== undefined) problems.add(path, 'ambiguous', { value: key });
    else return member.id;
    return UNRESOLVED;
  }
}

export function folded(key: string): string {
  return key.toLowerCase();
}
