import type { Contact } from '../domain/records.ts';
import { cleanText } from '../language/characters.ts';
import { nameKey } from '../language/names.ts';
import type { Input } from '../reply/reply.ts';
import { parseContact } from './contact-reference.ts';
import { type Field, type FieldScope, type Parsed, parsed } from './fields.ts';
import { toList } from './plain-fields.ts';
import { contactChoices, widen } from './reference-fields.ts';

/** A person not in the book yet, to be added with the log that names them. */
export interface NewContact {
  readonly id: null;
  readonly name: string;
}

/** Contacts of a log. A raw `+name` stands for somebody to be added; an unknown name offers that as a choice. */
export function participantsField(): Field<readonly (Contact | NewContact)[], false> {
  return {
    type: 'contacts',
    required: false,
    options: {},
    async parse(raw, scope) {
      const people: (Contact | NewContact)[] = [];
      const names = namesIn(raw);
      for (const typed of names) {
        const result = typed.startsWith('+')
          ? await toBeAdded(typed.slice(1), scope)
          : await parseContact(typed, scope);
        if (!result.ok) return widen(offerNew(result, typed, scope), names, typed);
        const { id, name } = result.value;
        if (!people.some((other) => (id === null ? other.name === name : other.id === id))) people.push(result.value);
      }
      return parsed(people);
    },
    describe: (people) => people.map(({ name }) => name),
    input: contactChoices('choices'),
    filled: participantsChosen,
  };
}

/** Whoever is known is ticked; a name nobody knows there can be, to be added. */
async function participantsChosen(raw: unknown, scope: FieldScope): Promise<Partial<Pick<Input, 'value' | 'choices'>>> {
  const names = namesIn(raw);
  const { choices } = await contactChoices('choices')(scope);
  if (choices === undefined)
    return { value: names.filter((name) => !name.startsWith('#')).join(scope.context.messages.answers.separator) };
  const ticked: string[] = [];
  const offered: { readonly value: string; readonly label: string }[] = [];
  for (const name of names) {
    const isNew = name.startsWith('+');
    const found = isNew ? null : await parseContact(name, { ...scope, account: scope.account });
    if (found?.ok) ticked.push(`#${found.value.id}`);
    else if (!name.startsWith('#')) {
      const bare = name.replace(/^\+/, '');
      if (isNew) ticked.push(name);
      offered.push({
        value: `+${bare}`,
        label: scope.context.messages.forms.addPerson(bare, scope.account?.name ?? ''),
      });
    }
  }
  return { value: ticked, choices: [...choices, ...offered] };
}

/** A list as it was typed or chosen; a plus divides names, and at the head of one marks somebody to be added. */
function namesIn(raw: unknown): readonly string[] {
  if (typeof raw !== 'string') return toList(raw).map((one) => String(one).trim());
  return raw.split(/[,，、;；]/).flatMap((part) => {
    const [, mark = '', rest = ''] = /^\s*(\+?)(.*)$/s.exec(part) ?? [];
    const [first = '', ...others] = rest.split('+').map((name) => name.trim());
    return [first === '' ? '' : `${mark}${first}`, ...others].filter((name) => name !== '');
  });
}

/** Somebody of the very name may have been added meanwhile. */
async function toBeAdded(name: string, scope: FieldScope): Promise<Parsed<Contact | NewContact>> {
  const known = scope.account === undefined ? undefined : await parseContact(name, scope);
  if (known?.ok && nameKey(known.value.name) === nameKey(name)) return known;
  return parsed({ id: null, name: cleanText(name).trim().slice(0, 200) });
}

function offerNew<T>(result: Parsed<T> & { ok: false }, typed: string, { account, context }: FieldScope) {
  if (!account || result.problem.code !== 'unknown-contact') return result;
  const offer = { raw: `+${typed}`, label: context.messages.forms.addPerson(typed, account.name) };
  return { ok: false as const, problem: { ...result.problem, choices: [...(result.problem.choices ?? []), offer] } };
}
