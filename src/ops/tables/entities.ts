import type { Contact } from '../../domain/records.ts';
import type { DoubtPolicy } from '../../ports/transfer.ts';
import type { BookContact, BookInteraction } from '../book/schema.ts';
import type { AccountPart, Draft, Item } from './drafts.ts';
import type { Found, Known } from './known.ts';
import type { Reason, RowFault } from './reason.ts';
import type { Target } from './targets.ts';

/** A record a row speaks of, with what it says. Rows of one key speak of one record. */
export interface Entity {
  readonly key: string;
  readonly target: Target;
  readonly kind: Item['kind'];
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Resolved {
  readonly draft: Draft;
  readonly target: Target;
  readonly entities: readonly Entity[];
  /** Whose account it becomes when nothing else says so. */
  readonly looseOwner: string | undefined;
}

export interface ResolveOptions {
  readonly known: Known;
  readonly policy: DoubtPolicy;
  /** The member all that has no owner belongs to. */
  readonly defaultOwner: string | undefined;
  readonly mayState: ((memberId: string) => boolean) | undefined;
}

/** Finds the people a row names, and so what it says of which record. */
export function resolve(draft: Draft, target: Target, position: number, options: ResolveOptions): Resolved | null {
  const row = new Row(draft, target, options);
  const part = row.part(draft.part);
  const { item } = draft;
  if (item === null) return null;
  const looseOwner = item.kind === 'contacts' ? row.member(item.looseOwner, true) : undefined;
  // Found by its id it may bear a new name.
  const isNumbered = target.existing !== null && target.existing.id === draft.part.id;
  const values = isNumbered ? { ...part, name: draft.account } : part;
  const account: Entity = { key: `account ${target.key}`, target, kind: 'accounts', values };
  const own = row.entity(item, position);
  return { draft, target, entities: own === null ? [account] : [account, own], looseOwner };
}

class Row {
  readonly #draft: Draft;
  readonly #target: Target;
  readonly #options: ResolveOptions;

  constructor(draft: Draft, target: Target, options: ResolveOptions) {
    this.#draft = draft;
    this.#target = target;
    this.#options = options;
  }

  part(part: AccountPart): Record<string, unknown> {
    const { owner, backup, team, ...rest } = part;
    const people = {
      owner: this.member(owner),
      backup: this.member(backup ?? undefined),
      team: team?.map((text) => this.member(text)),
    };
    return { ...rest, ...Object.fromEntries(Object.entries(people).filter(([, value]) => value !== undefined)) };
  }

  /** The key of the member a cell names. `loose`: whoever is not found is left out. */
  member(text: string | undefined, loose = false): string | undefined {
    if (text === undefined) return undefined;
    const found = this.#options.known.member(text);
    if (typeof found !== 'string') return found.it.key;
    if (!loose) this.#refuse(`${found}-member`, text);
    else this.#draft.remarks.push({ code: 'word-left-out', value: text, allowed: [] });
    return undefined;
  }

  entity(item: Item, position: number): Entity | null {
    const { key, existing } = this.#target;
    const of = { target: this.#target, kind: item.kind };
    switch (item.kind) {
      case 'accounts':
        return null;
      case 'contacts':
        return this.#contact(item.value);
      case 'shares':
        return { ...of, key: `share ${key} ${item.value.on}`, values: { ...item.value } };
      case 'facts': {
        const { kind, what, from } = item.value;
        return { ...of, key: `fact ${JSON.stringify([key, kind, what, from])}`, values: { ...item.value } };
      }
      case 'orders':
        return { ...of, key: `order ${position}`, values: { ...item.value } };
      default:
        return { ...of, key: `interaction ${position}`, values: this.#interaction(item.value, existing?.id ?? '') };
    }
  }

  #contact(value: BookContact): Entity {
    const { known } = this.#options;
    const there = known.contactsOf(this.#target.existing?.id ?? '');
    const byId = typeof value.id === 'string' ? there.byId(value.id) : undefined;
    const named = there.named(value.name);
    if (byId === undefined && named.length > 1) this.#refuse('ambiguous-contact', value.name);
    // An id from elsewhere says nothing here, where somebody of that name is known.
    const before = byId ?? named[0] ?? this.#like(value);
    const { id, levels, ...rest } = value;
    const own = before ?? (id === undefined ? undefined : { id, name: value.name });
    const who = own === undefined ? known.nameKey(value.name) : `#${own.id}`;
    const said = levels == null ? rest : { ...rest, levels: this.#levels(levels) };
    const values = own === undefined ? said : { ...said, id: own.id, name: byId === undefined ? own.name : value.name };
    return { key: `contact ${this.#target.key} ${who}`, target: this.#target, kind: 'contacts', values };
  }

  /** Somebody there of nearly that name: the row is doubtful, and means them when told that it is the same. */
  #like({ name, email }: BookContact): Contact | undefined {
    const { known, policy } = this.#options;
    const like = known.contactsLike(this.#target.existing?.id ?? '', { name, email: email ?? null });
    if (like.length === 0) return undefined;
    this.#draft.doubts.push({ code: 'similar-contact', value: name, names: like.map((contact) => contact.name) });
    return policy === 'same' && like.length === 1 ? like[0] : undefined;
  }

  #levels(levels: NonNullable<BookContact['levels']>): readonly unknown[] {
    return levels.flatMap((one) => {
      const member = this.member(one.member);
      if (member === undefined) return [];
      if (!this.#mayState(member)) this.#refuse('not-yours-to-state', member);
      return [{ ...one, member }];
    });
  }

  #mayState(key: string): boolean {
    const { known, mayState = () => true } = this.#options;
    const found = known.member(key);
    return typeof found !== 'string' && mayState(found.it.id);
  }

  #interaction(value: Omit<BookInteraction, 'account'>, accountId: string): Record<string, unknown> {
    const contacts = this.#people(value.contacts, accountId);
    const members = value.members.map((text) => this.member(text)).filter((key) => key !== undefined);
    const { defaultOwner, policy } = this.#options;
    if (members.length === 0 && value.members.length === 0) {
      if (defaultOwner !== undefined) members.push(defaultOwner);
      else if (value.kind !== 'note') this.#refuse('missing-owner', '');
    }
    const nextSteps = value.nextSteps?.map((step) =>
      step.by == null || step.by === 'them' ? step : { ...step, by: this.member(step.by) },
    );
    const isUnmet = value.kind !== 'note' && value.contacts.length === 0;
    if (isUnmet) this.#draft.doubts.push({ code: 'nobody-met' });
    const kind = isUnmet && policy !== 'ask' ? 'note' : value.kind;
    return { ...value, contacts, members, kind, ...(nextSteps === undefined ? {} : { nextSteps }) };
  }

  /** "Lee, Ann" may be one person or two: the whole is tried before its parts. */
  #people(texts: readonly string[], accountId: string): string[] {
    return texts.flatMap((text) => {
      if (this.#contactId(text, accountId) !== 'unknown' || !/[,，]/.test(text)) return [this.#person(text, accountId)];
      const parts = text.split(/[,，]/).map((part) => part.trim());
      return parts.filter((part) => part !== '').map((part) => this.#person(part, accountId));
    });
  }

  #person(text: string, accountId: string): string {
    const found = this.#contactId(text, accountId);
    if (typeof found !== 'string') return found.it;
    this.#refuse(`${found}-contact`, text);
    return text;
  }

  #contactId(text: string, accountId: string): Found<string> {
    const contacts = this.#options.known.contactsOf(accountId);
    const byId = contacts.byId(text);
    if (byId !== undefined) return { it: byId.id };
    const [contact, another] = contacts.named(text);
    if (contact === undefined) return 'unknown';
    return another === undefined ? { it: contact.id } : 'ambiguous';
  }

  #refuse(code: RowFault, value: string): void {
    const reason: Reason = value === '' ? { code } : { code, value };
    this.#draft.refusals.push(reason);
  }
}
