import { isRecord, type Json, recordsIn, textIn } from '../json.ts';
import { CODES, listOf, oneOf, type Problem, type Standing, typed, unknownIn, wrong } from './problem.ts';

const TEXT = ['tag', 'content', 'i18n_content', 'text_size', 'text_color', 'text_align', 'lines'];

/** A text object. `tags`: what it may be. */
export function textProblems(
  value: unknown,
  standing: Standing,
  path: string,
  tags: readonly string[] = ['plain_text', 'lark_md'],
): readonly Problem[] {
  if (!isRecord(value) || typeof value['content'] !== 'string') return [wrong('no text object with a content', path)];
  return [
    ...oneOf(value['tag'] ?? '', tags, 'tag', path),
    ...unknownIn(value, TEXT, path),
    ...i18nProblems(value, standing, path),
    ...(value['tag'] === 'lark_md' ? markdownProblems(value['content'], standing, path) : []),
  ];
}

export const plainProblems = (value: unknown, standing: Standing, path: string): readonly Problem[] =>
  value === undefined ? [] : textProblems(value, standing, path, ['plain_text']);

/** By locale; not at all in a private card (ephemeral/v1/send). */
export function i18nProblems({ i18n_content: i18n }: Json, standing: Standing, path: string): readonly Problem[] {
  if (i18n === undefined) return [];
  if (standing.isEphemeral) return [wrong('i18n_content in an ephemeral card', path)];
  const isWell =
    isRecord(i18n) &&
    Object.entries(i18n).every(([key, text]) => /^[a-z]{2}_[a-z]{2}$/.test(key) && typeof text === 'string');
  return isWell ? [] : [wrong('i18n_content is not by locale', path)];
}

/** Mentions name somebody, pictures were uploaded, tables are few (content-components/rich-text). */
export function markdownProblems(content: string, standing: Standing, path: string): readonly Problem[] {
  const ids = [...content.matchAll(/<at\s+ids?=["']?([^"'>]*)["']?\s*>/g)].flatMap(([, all = '']) => all.split(','));
  const people = [...content.matchAll(/<person\s+id\s*=\s*["']?(\w+)/g)].map(([, id = '']) => id);
  const nobody = [...ids, ...people].map((id) => id.trim()).filter((id) => id !== 'all' && !standing.hasPerson(id));
  const images = [...content.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, key = '']) => key);
  const noImages = images.filter((key) => !standing.hasImage(key));
  const tables = markdownTables(content);
  return [
    ...nobody.map((id) => ({ code: CODES.person, what: `invalid user id ${id}, path: ${path}` })),
    ...noImages.map((key) => ({ code: CODES.image, what: `invalid image key ${key}, path: ${path}` })),
    ...(tables > 4 ? [{ code: CODES.limit, what: `${tables} tables in one component, path: ${path}` }] : []),
  ];
}

/** How many tables markdown draws. */
export const markdownTables = (content: string): number =>
  [...content.matchAll(/^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$/gm)].filter(([line]) => line.includes('|'))
    .length;

/** What a press does (interactive-components/button: the value an object only). */
export function behaviorProblems(value: unknown, path: string): readonly Problem[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) return [wrong('behaviors is an empty list or none', path)];
  return listOf(value).flatMap((one, i) => behavior(one, `${path}.behaviors[${i}]`));
}

function behavior(value: unknown, path: string): readonly Problem[] {
  if (!isRecord(value)) return [wrong('no behavior', path)];
  switch (value['type']) {
    case 'callback':
      return [
        ...(isRecord(value['value']) ? [] : [wrong('the value of a callback is no object', path)]),
        ...unknownIn(value, ['type', 'value'], path),
      ];
    case 'open_url': {
      const isUrl = /^(https?|lark|mailto|applink):/.test(textIn(value['default_url']));
      const known = ['type', 'default_url', 'pc_url', 'ios_url', 'android_url'];
      return [...(isUrl ? [] : [wrong('default_url is no address', path)]), ...unknownIn(value, known, path)];
    }
    default:
      return [wrong(`unknown behavior ${String(value['type'])}`, path)];
  }
}

export function confirmProblems(value: unknown, standing: Standing, path: string): readonly Problem[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return [wrong('no confirm', path)];
  return [
    ...textProblems(value['title'], standing, `${path}.confirm.title`, ['plain_text']),
    ...textProblems(value['text'], standing, `${path}.confirm.text`, ['plain_text']),
    ...unknownIn(value, ['title', 'text'], `${path}.confirm`),
  ];
}

const TEMPLATES = [
  ...[
    'blue',
    'wathet',
    'turquoise',
    'green',
    'yellow',
    'orange',
    'red',
    'carmine',
    'violet',
    'purple',
    'indigo',
    'grey',
  ],
  'default',
];

export function headerProblems(header: unknown, standing: Standing): readonly Problem[] {
  if (header === undefined) return [];
  if (!isRecord(header)) return [wrong('no header', 'header')];
  const tags = header['text_tag_list'];
  return [
    ...unknownIn(
      header,
      ['title', 'subtitle', 'template', 'text_tag_list', 'i18n_text_tag_list', 'icon', 'padding'],
      'header',
    ),
    ...textProblems(header['title'], standing, 'header.title'),
    ...(header['subtitle'] === undefined ? [] : textProblems(header['subtitle'], standing, 'header.subtitle')),
    ...oneOf(header['template'], TEMPLATES, 'template', 'header'),
    ...(recordsIn(tags).length > 3 ? [wrong('more than 3 text tags', 'header')] : []),
    ...recordsIn(tags).flatMap((one, i) => [
      ...oneOf(one['tag'] ?? '', ['text_tag'], 'tag', `header.text_tag_list[${i}]`),
      ...unknownIn(one, ['tag', 'text', 'color', 'element_id'], `header.text_tag_list[${i}]`),
      ...textProblems(one['text'], standing, `header.text_tag_list[${i}].text`),
    ]),
  ];
}

const WIDTHS = ['fill', 'compact', 'default'];

export function configProblems(config: unknown, standing: Standing): readonly Problem[] {
  if (config === undefined) return [];
  if (!isRecord(config)) return [wrong('no config', 'config')];
  const known = [
    'streaming_mode',
    'streaming_config',
    'summary',
    'locales',
    'enable_forward',
    'update_multi',
    'width_mode',
  ];
  const more = ['use_custom_translation', 'enable_forward_interaction', 'style'];
  const { summary } = config;
  return [
    ...unknownIn(config, [...known, ...more], 'config'),
    ...typed(config, { update_multi: 'boolean', enable_forward: 'boolean', streaming_mode: 'boolean' }, 'config'),
    // 2.0 is always for all (im-v1/message-card/patch).
    ...(config['update_multi'] === false ? [wrong('update_multi must be true', 'config')] : []),
    ...oneOf(config['width_mode'], WIDTHS, 'width_mode', 'config'),
    ...(summary === undefined || (isRecord(summary) && typeof summary['content'] === 'string')
      ? []
      : [wrong('no summary', 'config.summary')]),
    ...(isRecord(summary) ? i18nProblems(summary, standing, 'config.summary') : []),
  ];
}
