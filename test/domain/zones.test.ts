import { expect, test } from 'vitest';
import { isZone, toZone } from '../../src/domain/zones.ts';

test.each([
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Asia/Calcutta',
  'America/Argentina/Buenos_Aires',
  'America/Port-au-Prince',
  'America/Port_of_Spain',
  'Africa/Dar_es_Salaam',
  'Europe/Kyiv',
  'Etc/GMT+8',
  'UTC',
])('%s is a zone', (name) => {
  expect(isZone(name)).toBe(true);
});

test.each([
  '+08:00',
  '-05',
  'GMT+8',
  'Z',
  '',
  'Mars/Olympus',
  'asia/shanghai',
  'Asia/Shanghai ',
  'x[Asia/Shanghai]',
  '北京',
])('%s is none', (name) => {
  expect(isZone(name)).toBe(false);
});

test.each([
  ['asia/shanghai', 'Asia/Shanghai'],
  ['ASIA/KOLKATA', 'Asia/Kolkata'],
  ['utc', 'UTC'],
])('%s is spelled %s', (text, name) => {
  expect(toZone(text)).toBe(name);
});

test('every zone this machine knows is one', () => {
  expect(Intl.supportedValuesOf('timeZone').filter((name) => !isZone(name))).toEqual([]);
});
