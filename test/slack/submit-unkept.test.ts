import { setTimeout as pause } from 'node:timers/promises';
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { unkept } from '../../adapters/slack/submit-answer.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt, figuresOf, holdAnswers, keepSlowly, SLOW_MS } from '../fixtures/in-chat.ts';
import { formOpen, idOf, last, loggedIn, noteLacking, valueIn } from './modal-steps.ts';
import { openInSlack, type SlackAssistant } from './opening.ts';

const opened = closedAfterEach(openInSlack);

const NOT_SAVED = '现在没能保存。请再点一次发送，不会重复记录。';
const filledIn = async (one: SlackAssistant) => ({ 联系人: [await idOf(one, '张伟')], 内容: '打了很久的内容' });

/** The form of what was lacking, with nothing unfinished. */
async function formOf(one: SlackAssistant) {
  await one.double.press('wang', await noteLacking(one), '填写…', one.via);
  const view = await formOpen(one);
  await one.settled();
  return view;
}

const WHEN = [
  ['socket', 'before', 'waits to be written'],
  ['socket', 'after', 'is written, and the disk is slow'],
  ['http', 'before', 'waits to be written'],
  ['http', 'after', 'is written, and the disk is slow'],
] as const;

describe.each(WHEN)('over %s, a form that is answered %s it is recorded: it %s', (transport, when) => {
  it('stands as it was typed, said not to be saved, is not saved later, and is saved once it is sent again', async () => {
    const one = await opened(transport);
    const { double, assistant, via, settled } = one;
    const view = await formOf(one);
    const before = await figuresOf(assistant);
    const kept = keepSlowly(assistant, when);
    const sent = await double.submit('wang', view.id, await filledIn(one), via);
    expect(sent.error).toBeNull();
    expect(Object.values(sent.errors)).toEqual([NOT_SAVED]);
    await kept;
    await expect.poll(() => figuresOf(assistant)).toEqual(before);
    await assistant.intake.drain();
    expect(await loggedIn(one)).toEqual([]);
    const still = last(double.modals('wang'));
    expect(still.id).toBe(view.id);
    expect(valueIn(still, '内容')).toBe('打了很久的内容');
    expect((await double.submit('wang', view.id, {}, via)).ack).toEqual({ response_action: 'clear' });
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '打了很久的内容' }]);
    expect(double.violations()).toEqual([]);
  });

  it('is recorded once, as it was sent last', async () => {
    const one = await opened(transport);
    const { double, assistant, via, settled } = one;
    const view = await formOf(one);
    const kept = keepSlowly(assistant, when);
    await double.submit('wang', view.id, await filledIn(one), via);
    // While the first is still on its way.
    expect((await double.submit('wang', view.id, { 内容: '改过的内容' }, via)).ack).toEqual({
      response_action: 'clear',
    });
    await kept;
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '改过的内容' }]);
  });
});

describe('a form that is not recorded in time', () => {
  it('is taken back too where it would have waited for what was said before', async () => {
    const one = await opened('socket');
    const { double, assistant, settled } = one;
    const view = await formOf(one);
    const release = holdAnswers(assistant);
    await double.dm('wang', '待办');
    const kept = keepSlowly(assistant, 'before');
    const sent = await double.submit('wang', view.id, await filledIn(one));
    expect(Object.values(sent.errors)).toEqual([NOT_SAVED]);
    await kept;
    const unfinished = async () => {
      const { pending, working } = (await figuresOf(assistant)).came;
      return pending + working;
    };
    // What was said before is all there is to do.
    await expect.poll(unfinished).toBe(1);
    release();
    await settled();
    expect(await loggedIn(one)).toEqual([]);
  });

  it('is said so in the language of whoever sent it', async () => {
    const one = await opened('socket');
    const { double, assistant, settled } = one;
    await double.slash('tom', 'general', 'log visited Northwind, talked about the pilot');
    await settled();
    await double.press('tom', last(double.ephemerals('tom')), 'Fill in…');
    const view = await formOpen(one, 'tom');
    const kept = keepSlowly(assistant, 'before');
    const sent = await double.submit('tom', view.id, { Contacts: [await idOf(one, 'Alice Chen')] });
    expect(Object.values(sent.errors)).toEqual([expect.stringContaining('It could not be saved just now')]);
    await kept;
  });

  it('says what was done where it could not even be taken back', async () => {
    const clock = clockAt();
    const one = await opened('socket', { now: clock.now });
    const { double, assistant, settled } = one;
    const view = await formOf(one);
    const failed = new Promise<void>((resolve) => {
      Object.assign(assistant.store.inbox, {
        takeBack: () => {
          resolve();
          return Promise.reject(new Error('the disk is full'));
        },
      });
    });
    void keepSlowly(assistant, 'before');
    const sent = await double.submit('wang', view.id, await filledIn(one));
    expect(Object.values(sent.errors)).toEqual([NOT_SAVED]);
    await failed;
    // Nobody holds it any more by then.
    clock.set(new Date(clock.now() + 60_000).toISOString());
    await expect.poll(() => last(double.ephemerals('wang')).shows).toContain('已记录');
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '打了很久的内容' }]);
    // The very same once more is that same one.
    expect((await double.submit('wang', view.id)).ack).toEqual({ response_action: 'clear' });
    await settled();
    expect(await loggedIn(one)).toHaveLength(1);
  });
});

describe('a form without an input', () => {
  it('stands as it is, with that said above it once, however often it is sent', () => {
    const said = { type: 'section', block_id: 'b1', text: { type: 'plain_text', text: 'Sure?' } };
    const submit = { type: 'plain_text', text: 'Yes' };
    const view = { type: 'modal', title: submit, submit, close: null, private_metadata: '{"c":"undo"}' };
    const once = unkept({ ...view, blocks: [said] } as unknown as ViewOutput, 'en');
    const noted = 'view' in once ? (once.view as ModalView) : null;
    expect(noted).toMatchObject({ callback_id: 'kam:modal:form', submit, private_metadata: view.private_metadata });
    expect(noted?.blocks).toMatchObject([{ text: { text: expect.stringContaining('Send it once more') } }, said]);
    expect(unkept({ ...view, blocks: noted?.blocks } as unknown as ViewOutput, 'en')).toEqual(once);
  });
});

describe('a form that is recorded, but takes long', () => {
  it('is done by itself where it failed after it was said to be saved', async () => {
    const clock = clockAt();
    const one = await opened('socket', { now: clock.now });
    const { double, assistant, settled } = one;
    const view = await formOf(one);
    const { handle } = assistant.router;
    const failed = new Promise<void>((resolve) => {
      Object.assign(assistant.router, {
        async handle() {
          await pause(SLOW_MS + 200);
          Object.assign(assistant.router, { handle });
          resolve();
          throw new Error('out of order');
        },
      });
    });
    const sent = await double.submit('wang', view.id, await filledIn(one));
    expect(sent.ack).toMatchObject({ response_action: 'update' });
    await failed;
    expect(last(double.modals('wang')).shows).toContain('正在保存');
    clock.set(new Date(clock.now() + 60_000).toISOString());
    await expect.poll(() => last(double.ephemerals('wang')).shows).toContain('已记录');
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '打了很久的内容' }]);
    expect(last(double.modals('wang')).shows).toContain('正在保存');
  });
});
