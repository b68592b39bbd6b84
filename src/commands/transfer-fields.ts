import { en } from '../i18n/en/index.ts';
import { zh } from '../i18n/zh/index.ts';
import { EXPORT_FORMATS, type ExportFormat, TABLE_KINDS, type TableKind } from '../ports/transfer.ts';
import type { Field } from './fields.ts';
import { choiceField } from './plain-fields.ts';

/** What a table is about. */
export const tableKindField = (): Field<TableKind, false> =>
  choiceField(
    TABLE_KINDS,
    ({ context }) => context.messages.tables.kind,
    TABLE_KINDS.map((value) => ({
      value,
      words: [...new Set([value, value.slice(0, -1), en.tables.kind[value], zh.tables.kind[value]])],
    })),
  );

/** What a file is written as. */
export const exportFormatField = (): Field<ExportFormat, false> =>
  choiceField(
    EXPORT_FORMATS,
    ({ context }) => context.messages.transfer.format,
    EXPORT_FORMATS.map((value) => ({ value, words: value === 'vcard' ? [value, 'vcf', '名片'] : [value] })),
  );
