import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { TENANT } from '../seed.ts';
import type { Person, State } from '../state.ts';
import { defineRoute, invalidField, type Route } from './define-route.ts';
import { personBy } from './messages.ts';

const ID_TYPES = ['open_id', 'union_id', 'user_id'];

/** People (contact/v3): only those the app's contact range covers, only the fields its scopes allow. */
export const CONTACT_ROUTES: readonly Route[] = [
  defineRoute('GET contact/v3/users/:id', {
    scopes: ['contact:contact.base:readonly', 'contact:contact:readonly', 'contact:contact:readonly_as_app'],
    answer: ({ state, params, query }) => {
      const type = query['user_id_type'] ?? 'open_id';
      if (!ID_TYPES.includes(type)) throw invalidField('user_id_type', `options: [${ID_TYPES.join(',')}]`);
      if (type === 'user_id') needEmployeeId(state);
      const id = params['id'] ?? '';
      if (type === 'open_id' && !/^ou_/.test(id))
        throw new Refusal(99992351, `not a valid {user_id} or not exists: ${id}`);
      const person = personBy(state, type, id);
      // Who is out of the range is as unknown as who is of another organisation.
      if (person === undefined || person.kind === 'bot') throw new Refusal(41012, 'user id invalid error');
      if (person.tenant !== TENANT || !person.isInRange) throw new Refusal(41050, 'no user authority error');
      return { user: personToWire(state, person) };
    },
  }),
  defineRoute('POST contact/v3/users/batch_get_id', {
    scopes: ['contact:user.id:readonly'],
    answer: ({ state, query, body }) => {
      const type = query['user_id_type'] ?? 'open_id';
      const keys = { open_id: 'openId', union_id: 'unionId', user_id: 'userId' } as const;
      const key = keys[type as keyof typeof keys];
      if (key === undefined) throw invalidField('user_id_type', `options: [${ID_TYPES.join(',')}]`);
      const [emails, mobiles] = [listIn(body['emails']), listIn(body['mobiles'])];
      if (emails.length > 50 || mobiles.length > 50) throw invalidField('emails', 'the max len is 50');
      const find = (field: 'email' | 'mobile') => (value: string) => {
        const found = [...state.people.values()].find(
          (one) =>
            isSame(one[field], value) &&
            one.tenant === TENANT &&
            (!one.isResigned || body['include_resigned'] === true),
        );
        return { ...(found === undefined ? {} : { user_id: found[key], status: statusOf(found) }), [field]: value };
      };
      return { user_list: [...emails.map(find('email')), ...mobiles.map(find('mobile'))] };
    },
  }),
];

const listIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Numbers of China are written with +86 or without it. */
const isSame = (known: string | null, asked: string): boolean =>
  known !== null && known.replace(/^\+86/, '').toLowerCase() === asked.replace(/^\+86/, '').toLowerCase();

function needEmployeeId(state: State): void {
  if (!state.granted.includes('contact:user.employee_id:readonly')) throw new Refusal(41050, 'no user authority error');
}

export function personToWire(state: State, person: Person): Json {
  const may = (...scopes: string[]): boolean =>
    [...scopes, 'contact:contact:readonly', 'contact:contact:readonly_as_app'].some((one) =>
      state.granted.includes(one),
    );
  const field = (isAllowed: boolean, fields: Json): Json => (isAllowed ? fields : {});
  return {
    open_id: person.openId,
    ...field(person.unionId !== null, { union_id: person.unionId }),
    ...field(may('contact:user.employee_id:readonly'), { user_id: person.userId }),
    ...field(may('contact:user.base:readonly'), { name: person.name, en_name: person.enName, avatar: {} }),
    ...field(may('contact:user.email:readonly'), { email: person.email ?? '' }),
    ...field(may('contact:user.phone:readonly'), { mobile: person.mobile ?? '', mobile_visible: true }),
    ...field(may('contact:user.employee:readonly'), { status: statusOf(person), employee_type: 1 }),
  };
}

function statusOf(person: Person): Json {
  return {
    is_frozen: person.isFrozen,
    is_resigned: person.isResigned,
    is_activated: true,
    is_exited: false,
    is_unjoin: false,
  };
}
