import { expect, it } from 'vitest';
import { spotSignals } from '../../src/language/signals.ts';

it.each([
  ['他又问交期能不能提前', ['repeat-question']],
  ['张伟还要再便宜点', ['price-pressure']],
  ['要求保证三年不涨价，写进合同', ['guarantee']],
  ['另外问了付款方式', ['new-question']],
  ['想要点赠品', ['extras']],
  ['She asked about the delivery again', ['repeat-question', 'new-question']],
  ['They pushed on price, hard', ['price-pressure']],
  ['Bob wants a guarantee', ['guarantee']],
  ['She asked how payment works', ['new-question']],
  ['He asked for a discount today', ['extras']],
  ['聊了二期预算', []],
  ['discussed the roadmap', []],
])('%s', (note, signals) => {
  expect(spotSignals(note)).toEqual(signals);
});
