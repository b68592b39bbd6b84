import { expect, it } from 'vitest';
import { channelPlace, dmOf } from '../../src/ports/conversations.ts';
import { newId } from '../fixtures/records.ts';
import { NOON, saying } from './queues.opening.ts';
import type { TheStore } from './store.contract.ts';

export function conversationsContract(the: TheStore): void {
  const talks = () => the().conversations;

  it('keeps channels by name, without regard to case', async () => {
    const [one, other] = [newId('One'), newId('Two')];
    const channel = { id: newId('channel'), name: one, createdById: null, createdAt: NOON };
    const second = { ...channel, id: newId('channel'), name: other };
    expect(await talks().addChannel(channel)).toBe(true);
    expect(await talks().addChannel({ ...second, name: one.toUpperCase() })).toBe(false);
    expect(await talks().addChannel(second)).toBe(true);
    expect(await talks().channels()).toEqual([channel, second]);
    expect(await talks().renameChannel(second.id, one.toLowerCase())).toBe('taken');
    expect(await talks().renameChannel(second.id, other.toUpperCase())).toBe('done');
    expect(await talks().renameChannel('none', newId('Three'))).toBe('missing');
    const place = channelPlace(channel.id);
    await talks().post(place, 'key', saying('gone with it'), NOON);
    expect(await talks().removeChannel(channel.id)).toBe(true);
    expect(await talks().removeChannel(channel.id)).toBe(false);
    expect(await talks().latest(place, 10)).toEqual([]);
    expect(await talks().post(place, 'key', saying('too late'), NOON)).toBeUndefined();
    expect(await talks().channels()).toEqual([{ ...second, name: other.toUpperCase() }]);
  });

  it('posts once under a key, in order, and finds and replaces what it posted', async () => {
    const place = dmOf(newId('member'));
    const hostile = saying('<script>alert(1)</script> \u{1F600} “引号” \\ %_');
    const first = await talks().post(place, 'a', hostile, NOON);
    expect(first).toEqual({
      id: expect.any(String),
      place,
      position: 1,
      ...hostile,
      postedAt: NOON,
      updatedAt: NOON,
    });
    expect(await talks().post(place, 'a', saying('again'), NOON + 1)).toEqual(first);
    expect((await talks().post(place, 'b', saying('b'), NOON + 2))?.position).toBe(2);
    expect(await talks().byKey(place, 'a')).toEqual(first);
    expect(await talks().byKey(dmOf('another'), 'a')).toBeUndefined();
    const other = { ...saying('better'), language: 'zh' as const };
    expect(await talks().replace(first?.id ?? '', other, NOON + 3)).toBe(true);
    expect(await talks().byKey(place, 'a')).toEqual({ ...first, ...other, updatedAt: NOON + 3 });
    expect(await talks().replace('none', other, NOON)).toBe(false);
  });

  it('posts without gaps, whoever posts at the same time', async () => {
    const place = dmOf(newId('member'));
    await Promise.all(Array.from({ length: 12 }, (_, n) => talks().post(place, `k${n % 8}`, saying(`${n}`), NOON)));
    expect((await talks().latest(place, 20)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('tells the last, what came after, what changed since, and what is unread', async () => {
    const memberId = newId('member');
    const [place, quiet] = [dmOf(memberId), dmOf(newId('other'))];
    for (let n = 1; n <= 5; n++) await talks().post(place, `${n}`, saying(`${n}`), NOON + n);
    const titles = (messages: readonly { reply: { title: string } }[]) => messages.map(({ reply }) => reply.title);
    expect(titles(await talks().latest(place, 2))).toEqual(['4', '5']);
    expect(titles(await talks().latest(place, 2, 4))).toEqual(['2', '3']);
    expect(titles(await talks().after(place, 2, 2))).toEqual(['3', '4']);
    expect(await talks().after(place, 5, 2)).toEqual([]);
    const second = await talks().byKey(place, '2');
    await talks().replace(second?.id ?? '', saying('2 changed'), NOON + 9);
    expect(titles(await talks().changedSince([quiet, place], NOON + 4, 10))).toEqual(['4', '5', '2 changed']);
    expect(titles(await talks().changedSince([quiet, place], NOON + 4, 1))).toEqual(['4']);
    expect(await talks().changedSince([], NOON, 10)).toEqual([]);
    const unread = () => talks().unread(memberId, [place, quiet]);
    expect(await unread()).toEqual({ [place]: 5 });
    await talks().markRead(memberId, place, 4, NOON);
    expect(await unread()).toEqual({ [place]: 1 });
    await talks().markRead(memberId, place, 2, NOON);
    expect(await unread()).toEqual({ [place]: 1 });
    await talks().markRead(memberId, place, 5, NOON);
    expect(await unread()).toEqual({});
    expect(await talks().unread(newId('somebody'), [place])).toEqual({ [place]: 5 });
  });
}
