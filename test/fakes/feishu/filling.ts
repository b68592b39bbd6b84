import type { ShownField } from './controls.ts';

/** `form_value` of a form as somebody filled it in, by names (containers/form-container). Throws what the client would not let them do. */
export function handedIn(
  fields: readonly ShownField[],
  values: Readonly<Record<string, unknown>>,
  timeZone: string,
): Readonly<Record<string, unknown>> {
  for (const key of Object.keys(values)) {
    if (fields.some(({ label, name }) => label === key || name === key)) continue;
    throw new Error(`no field “${key}”; there are ${fields.map(({ label, name }) => label || name).join(', ')}`);
  }
  return Object.fromEntries(
    fields.flatMap((field) => {
      const key = [field.label, field.name].find((one) => one in values);
      const value = key === undefined ? field.value : filled(field, values[key]);
      const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
      if (isEmpty && field.isRequired) throw new Error(`the client asks for “${field.label || field.name}” first`);
      // Optional ones that are empty may be missing (form-container.md).
      return isEmpty ? [] : [[field.name, toWire(field, value, timeZone)]];
    }),
  );
}

function filled(field: ShownField, value: unknown): unknown {
  if (value === null) return null;
  const option = (one: unknown): string => {
    const found = field.options.find(({ text, value: own }) => text === one || own === one);
    if (found === undefined) throw new Error(`no option “${String(one)}” in “${field.label || field.name}”`);
    return found.value;
  };
  switch (field.tag) {
    case 'input': {
      const most = Number(field.element['max_length'] ?? 1000);
      if ([...String(value)].length > most) throw new Error(`“${field.label || field.name}” takes ${most} characters`);
      return String(value);
    }
    case 'select_static':
      return option(value);
    case 'multi_select_static':
      return [value].flat().map(option);
    case 'checker':
      return value === true;
    case 'date_picker':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(String(value))) throw new Error(`${String(value)} is no day of the calendar`);
      return value;
    default:
      return value;
  }
}

/** Days and times carry the zone of who chose them: `2024-04-01 +0800` (containers/form-container). */
function toWire({ tag }: ShownField, value: unknown, timeZone: string): unknown {
  const hasZone = ['date_picker', 'picker_time', 'picker_datetime'].includes(tag);
  return hasZone ? `${String(value)} ${offsetOf(timeZone)}` : value;
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts();
  const told = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return told.replace('GMT', '').replace(':', '') || '+0000';
}
