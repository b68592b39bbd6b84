import { expect, it } from 'vitest';
import type { LinkRequest } from '../../src/ports/link-requests.ts';
import { newId } from '../fixtures/records.ts';
import { NOON, SECOND } from './queues.opening.ts';
import type { TheStore } from './store.contract.ts';

const request = (fields: Partial<LinkRequest> = {}): LinkRequest => ({
  platform: 'feishu',
  tenant: 'home',
  externalId: newId('on_'),
  name: '张 <b>伟</b>',
  expiresAt: NOON + 60 * SECOND,
  ...fields,
});

export function linksContract(the: TheStore): void {
  const links = () => the().linkRequests;

  it('keeps a request under its code until its time is over', async () => {
    const asked = request();
    expect(await links().keep('a', asked, NOON)).toBe(true);
    expect(await links().find('a', NOON)).toEqual(asked);
    expect(await links().find('a', asked.expiresAt - 1)).toEqual(asked);
    expect(await links().find('a', asked.expiresAt)).toBeUndefined();
    expect(await links().find('b', NOON)).toBeUndefined();
  });

  it('gives an account one code at a time, and a code to one account', async () => {
    const [one, other] = [request(), request()];
    await links().keep('a', one, NOON);
    expect(await links().keep('a', other, NOON)).toBe(false);
    expect(await links().keep('b', one, NOON)).toBe(true);
    expect(await links().find('a', NOON)).toBeUndefined();
    expect(await links().keep('a', other, NOON)).toBe(true);
    expect(await links().find('b', NOON)).toEqual(one);
  });

  it('forgets what was used, and what ran out makes room', async () => {
    const [old, fresh] = [request({ expiresAt: NOON }), request()];
    await links().keep('a', old, NOON - SECOND);
    expect(await links().keep('a', fresh, NOON)).toBe(true);
    await links().forget('a');
    expect(await links().find('a', NOON)).toBeUndefined();
  });
}
