import { TableRefusal } from './table.ts';
import type { Archive } from './zip.ts';

/** The parts of a workbook that its first sheet needs. */
export interface WorkbookParts {
  readonly sheet: string;
  readonly otherSheets: readonly string[];
  readonly sheetPath: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STYLES = 'xl/styles.xml';
const STRINGS = 'xl/sharedStrings.xml';

/** Unpacks the first sheet that is to be seen, and what it refers to. */
export function partsOf(archive: Archive): WorkbookParts {
  const workbook = archive.read(WORKBOOK);
  const relations = archive.read(RELATIONS);
  if (workbook === null || relations === null) throw new TableRefusal({ code: 'damaged-workbook' });
  const sheets = tagsOf(workbook.toString('utf8'), 'sheet');
  const chosen = sheets.find((sheet) => !/^(?:very)?hidden$/i.test(sheet.get('state') ?? '')) ?? sheets[0];
  if (chosen === undefined) throw new TableRefusal({ code: 'no-sheet' });
  const targets = tagsOf(relations.toString('utf8'), 'Relationship');
  const pathOf = (type: string, id?: string) =>
    targets
      .find((it) => (id === undefined ? it.get('Type')?.endsWith(`/${type}`) : it.get('Id') === id))
      ?.get('Target');
  const sheetPath = resolved(pathOf('worksheet', chosen.get('r:id') ?? ''));
  const names = sheets.map((sheet) => sheet.get('name') ?? '');
  const files = new Map([
    [WORKBOOK, onlySheet(workbook, chosen)],
    [RELATIONS, relations],
  ]);
  for (const path of [
    sheetPath,
    pathOrUsual(pathOf('styles'), STYLES),
    pathOrUsual(pathOf('sharedStrings'), STRINGS),
  ]) {
    const content = archive.read(path);
    if (content !== null) files.set(path, content);
    else if (path === sheetPath) throw new TableRefusal({ code: 'damaged-workbook' });
  }
  const sheet = chosen.get('name') ?? '';
  return { sheet, otherSheets: names.filter((name) => name !== sheet), sheetPath, files };
}

export function stylesOf({ files }: WorkbookParts): string {
  const path = [...files.keys()].find((name) => /styles\.xml$/i.test(name));
  return path === undefined ? '' : (files.get(path)?.toString('utf8') ?? '');
}

/** The workbook with that sheet alone: the others are not unpacked, so nobody may look for them. */
function onlySheet(workbook: Buffer, chosen: ReadonlyMap<string, string>): Buffer {
  const text = workbook.toString('utf8');
  const kept = text.replace(/<(?:\w+:)?sheet\s[^>]*>(?:\s*<\/(?:\w+:)?sheet>)?/g, (tag) =>
    attributesOf(tag).get('r:id') === chosen.get('r:id') ? tag : '',
  );
  return Buffer.from(kept);
}

function pathOrUsual(target: string | undefined, usual: string): string {
  return target === undefined ? usual : resolved(target);
}

function resolved(target = ''): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

export function tagsOf(xml: string, tag: string): ReadonlyMap<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${tag}\\s[^>]*>`, 'g'))].map(([text]) => attributesOf(text));
}

function attributesOf(tag: string): Map<string, string> {
  const pairs = [...tag.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return new Map(pairs.map(([, name = '', one, two]) => [name, unescaped(one ?? two ?? '')]));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
