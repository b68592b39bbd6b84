import type { Birthday } from '../../domain/records.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { type ParseBirthday, readBirthday } from './birthdays.ts';
import { type DayOrder, type ParseDay, readDay } from './days.ts';
import type { TableField } from './fields.ts';
import { type CellMoney, type ParseAmount, readCurrency, readMoney, readNumber } from './figures.ts';
import type { Columns } from './headers.ts';
import type { Reason, RowFault } from './reason.ts';
import { listOf, type Words, yesOrNo } from './words.ts';

/** How cells are read beyond what this folder knows itself. */
export interface Parsers {
  readonly parseDay?: ParseDay | undefined;
  readonly parseAmount?: ParseAmount | undefined;
  readonly parseBirthday?: ParseBirthday | undefined;
  /** For 03/04/2026 where no other day of the column tells. */
  readonly dayOrder?: DayOrder | undefined;
}

/** The cells of one row by field. What is wrong with them is collected in `refusals`; what is left out in `remarks`. */
export class Cells {
  readonly refusals: Reason[] = [];
  readonly doubts: Reason[] = [];
  readonly remarks: Reason[] = [];
  readonly #columns: Columns;
  readonly #cells: readonly string[];
  readonly #parsers: Parsers;
  readonly #orders: ReadonlyMap<TableField, DayOrder | null>;

  constructor(
    columns: Columns,
    cells: readonly string[],
    parsers: Parsers,
    orders: ReadonlyMap<TableField, DayOrder | null>,
  ) {
    this.#columns = columns;
    this.#cells = cells;
    this.#parsers = parsers;
    this.#orders = orders;
  }

  header(field: TableField): string {
    const place = this.#columns.places.get(field)?.[0];
    return (place === undefined ? undefined : this.#columns.headers[place]) ?? field;
  }

  refuse(code: RowFault, field: TableField, more: Omit<Reason, 'code' | 'column'> = {}): undefined {
    this.refusals.push({ code, column: this.header(field), ...more });
    return undefined;
  }

  /** What stands in any of the columns of a field, as it is. */
  all(field: TableField): string[] {
    const cells = (this.#columns.places.get(field) ?? []).map((place) => this.#cells[place] ?? '');
    return cells.filter((cell) => cell.trim() !== '');
  }

  raw(field: TableField): string | undefined {
    return this.all(field)[0];
  }

  text(field: TableField): string | undefined {
    return this.raw(field)?.trim();
  }

  needed(field: TableField): string | undefined {
    return this.text(field) ?? this.refuse('missing', field);
  }

  list(field: TableField): string[] | undefined {
    const text = this.raw(field);
    return text === undefined ? undefined : listOf(text);
  }

  /** One of a closed list. `lenient`: a word that is in no list is left out, and that is said. */
  choice<K extends string>(field: TableField, words: Words<K>, lenient = false): K | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : this.#chosen(field, text, words, lenient);
  }

  choices<K extends string>(field: TableField, words: Words<K>, lenient = false): K[] | undefined {
    const chosen = this.list(field)?.map((text) => this.#chosen(field, text, words, lenient));
    const found = chosen?.filter((key) => key !== undefined);
    return found?.length === 0 ? undefined : found;
  }

  #chosen<K extends string>(field: TableField, text: string, words: Words<K>, lenient: boolean): K | undefined {
    const key = words.find(text);
    if (key !== undefined) return key;
    const allowed = (['zh', 'en'] satisfies Language[]).map((language) =>
      words.keys.map((each) => words.say(each, language)).join(language === 'zh' ? '、' : ', '),
    );
    const reason = { column: this.header(field), value: text, allowed };
    if (lenient) this.remarks.push({ code: 'word-left-out', ...reason });
    else this.refusals.push({ code: 'not-a-choice', ...reason });
    return undefined;
  }

  yesOrNo(field: TableField): boolean | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    return yesOrNo(text) ?? this.refuse('not-a-choice', field, { value: text, allowed: ['是、否', 'yes, no'] });
  }

  number(field: TableField, least: number, most: number): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const figure = readNumber(text);
    if (figure === null) return this.refuse('invalid-number', field, { value: text });
    if (figure < least || figure > most) return this.refuse('out-of-range', field, { value: text, found: least, most });
    return figure;
  }

  money(): CellMoney | undefined {
    const text = this.text('amount');
    if (text === undefined) return undefined;
    const money = readMoney(text, this.#parsers.parseAmount);
    if (money === null) return this.refuse('invalid-number', 'amount', { value: text });
    if (money.amount < 0) return this.refuse('out-of-range', 'amount', { value: text, found: 0 });
    const typed = this.text('currency');
    const currency = typed === undefined ? money.currency : readCurrency(typed);
    if (typed !== undefined && currency === null) return this.refuse('invalid-currency', 'currency', { value: typed });
    return { amount: money.amount, currency };
  }

  #orderOf(field: TableField): DayOrder | null {
    return this.#orders.get(field) ?? this.#parsers.dayOrder ?? null;
  }

  /** A day, or a day with its time. */
  moment(field: TableField, text = this.text(field)): string | undefined {
    if (text === undefined) return undefined;
    const read = readDay(text, this.#orderOf(field), this.#parsers.parseDay);
    return typeof read === 'string' ? this.refuse(read, field, { value: text }) : read.at;
  }

  day(field: TableField, text = this.text(field)): string | undefined {
    return this.moment(field, text)?.slice(0, 10);
  }

  birthday(): Birthday | undefined {
    const text = this.text('birthday');
    if (text === undefined) return undefined;
    const read = readBirthday(text, this.#orderOf('birthday'), this.#parsers.parseBirthday);
    return read ?? this.refuse('invalid-birthday', 'birthday', { value: text });
  }
}
