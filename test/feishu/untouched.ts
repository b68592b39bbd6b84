import { elementsOf } from './reading.ts';

type Known = Readonly<Record<string, unknown>>;

/** What Feishu would send when the first form of a card is handed in and nothing in it was touched; `null`: there is none. */
export function untouched(card: unknown, changed: Known = {}): Known | null {
  const [form] = elementsOf(card, 'form');
  const submit = elementsOf(form, 'button').find((button) => button['form_action_type'] === 'submit');
  if (form === undefined || submit === undefined) return null;
  const filled: Record<string, unknown> = {};
  for (const element of form['elements'] as Known[]) {
    const value = heldIn(element);
    if (value !== undefined) filled[String(element['name'])] = value;
  }
  const [behaviour] = submit['behaviors'] as { value: unknown }[];
  return {
    tag: 'button',
    name: submit['name'],
    timezone: 'Asia/Shanghai',
    value: JSON.parse(JSON.stringify(behaviour?.value)),
    form_value: { ...filled, ...changed },
  };
}

function heldIn(element: Known): unknown {
  const options = (element['options'] ?? []) as { value: string }[];
  switch (element['tag']) {
    case 'input':
      return element['default_value'] ?? '';
    case 'date_picker':
      return element['initial_date'] === undefined ? undefined : `${String(element['initial_date'])} +0800`;
    case 'select_static':
      return options[Number(element['initial_index'] ?? 0) - 1]?.value;
    case 'multi_select_static':
      return element['selected_values'] ?? [];
    default:
      return undefined;
  }
}
