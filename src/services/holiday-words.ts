/** A day as files write it, as `YYYY-MM-DD`; other text stays and is refused later, with its line. */
export function toDayText(text: string): string {
  const plain = text.trim();
  const [, year, month, day] =
    /^(\d{4})(?:[-/.年]\s?)(\d{1,2})(?:[-/.月]\s?)(\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    [];
  if (year === undefined || month === undefined || day === undefined) return plain;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const WORKED = /班|补课|调休上|\b(?:working day|workday|work day|make-?up (?:work)?day|in lieu work)\b/i;

/** Whether a summary tells of a day that is worked: 春节（班）, "working day". */
export const tellsOfWork = (text: string): boolean => WORKED.test(text);

const OFF_MARKS = new Set([
  'off',
  'holiday',
  'true',
  '1',
  'yes',
  'y',
  '休',
  '休息',
  '放假',
  '假',
  '节假日',
  '法定节假日',
]);
const WORK_MARKS = new Set([
  'work',
  'working',
  'workday',
  'worked',
  'false',
  '0',
  'no',
  'n',
  '班',
  '上班',
  '补班',
  '调休上班',
  '工作日',
]);

/** `true` off, `false` worked, `undefined` neither. */
export function toOffMark(mark: string): boolean | undefined {
  const folded = mark.trim().toLowerCase();
  if (OFF_MARKS.has(folded)) return true;
  return WORK_MARKS.has(folded) ? false : undefined;
}

/** The name without its mark: 春节（休） is 春节. */
export const bareName = (text: string): string =>
  text
    .replace(/[（(【[]\s*(?:休|班|补班|放假|holiday|working day|workday)\s*[）)】\]]/gi, '')
    .trim()
    .slice(0, 100);
