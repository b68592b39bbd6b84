import type { Body } from '../body.ts';
import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { APP_ID } from '../seed.ts';
import type { State } from '../state.ts';

export interface Asked {
  readonly state: State;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly file: Body['file'];
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `/open-apis/` on. */
  readonly path: string;
  /** One of these must be granted; none: the call needs no scope. */
  readonly scopes: readonly string[];
  /** Needs no token. */
  readonly isOpen: boolean;
  /** What must be in the query and the body. */
  readonly needs: { readonly query: readonly string[]; readonly body: readonly string[] };
  /** All the body may hold; `null`: whatever. Feishu overlooks the rest; whoever sends it believes it does something. */
  readonly takes: readonly string[] | null;
  /** What is answered stands beside `code`, not under `data`; the older calls do so. */
  readonly isFlat: boolean;
  readonly answer: (asked: Asked) => Json | { readonly bytes: Buffer; readonly name: string };
}

export function defineRoute(
  call: string,
  {
    needs = {},
    ...more
  }: Partial<Omit<Route, 'needs' | 'method' | 'path'>> &
    Pick<Route, 'answer'> & { readonly needs?: Partial<Route['needs']> },
): Route {
  const [method = '', path = ''] = call.split(' ');
  return {
    method: method as Route['method'],
    path,
    scopes: [],
    isOpen: false,
    isFlat: false,
    takes: null,
    ...more,
    needs: { query: [], body: [], ...needs },
  };
}

/** Refuses what the app has not been granted, with the link where an administrator grants it (api-call-guide, 99991672). */
export function needScope(state: State, anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((one) => state.granted.includes(one))) return;
  const url = `https://open.feishu.cn/app/${APP_ID}/auth?q=${anyOf.join(',')}&op_from=openapi&token_type=tenant`;
  throw new Refusal(
    99991672,
    `Access denied. One of the following scopes is required: [${anyOf.join(', ')}].应用尚未开通所需的应用身份权限：[${anyOf.join(', ')}]，点击链接申请并开通任一权限即可：${url}`,
    400,
    {
      permission_violations: anyOf.map((subject) => ({ type: 'action_scope_required', subject })),
      helps: [{ url, description: '点击链接申请并开通任一权限即可' }],
    },
  );
}

/** What an argument must be and is not (the gateway's own check of fields). */
export function invalidField(field: string, description: string): Refusal {
  return new Refusal(99992402, 'field validation failed', 400, { field_violations: [{ field, description }] });
}
