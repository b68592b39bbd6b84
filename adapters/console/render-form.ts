import type { Language } from '../../src/domain/vocabulary.ts';
import { type Form, type Input, unreachable } from '../../src/reply/reply.ts';
import { escapeHtml, jsonAttribute } from './html.ts';
import { LIMITS } from './limits.ts';
import { SERVER_WORDS } from './words.ts';

interface Asked {
  readonly input: Input;
  readonly id: string;
  readonly language: Language;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A form as HTML: the page reads its command, what is kept and each input's type back from data attributes. */
export function renderForm(form: Form, language: Language, id: string): string {
  const inputs = form.inputs.map((input, at) => inputHtml({ input, id: `${id}-${at}`, language })).join('');
  const example =
    form.example === undefined
      ? ''
      : `<p class="text text-quiet">${SERVER_WORDS[language].orTyped}<code>${escapeHtml(form.example)}</code></p>`;
  return (
    `<form class="form" novalidate data-command="${escapeHtml(form.command)}" data-kept="${jsonAttribute(form.kept)}">` +
    `${inputs}<div class="buttons"><button type="submit" class="button primary">${escapeHtml(form.submit)}</button></div>` +
    `${example}</form>`
  );
}

function inputHtml(asked: Asked): string {
  const { input, id } = asked;
  const attributes = `class="input input-${input.type}" data-name="${escapeHtml(input.name)}" data-type="${input.type}"`;
  const required = input.required ? ' data-required' : '';
  if (input.type === 'choices') {
    return `<fieldset ${attributes}${required}${described(asked)}><legend>${labelHtml(asked)}</legend>${notesHtml(asked)}${checkboxesHtml(asked)}</fieldset>`;
  }
  const label = `<label for="${id}">${labelHtml(asked)}</label>`;
  const inner =
    input.type === 'switch'
      ? `<div class="switch">${controlHtml(asked)}${label}</div>${notesHtml(asked)}`
      : `${label}${notesHtml(asked)}${controlHtml(asked)}`;
  return `<div ${attributes}${required}>${inner}</div>`;
}

function labelHtml({ input, language }: Asked): string {
  const words = SERVER_WORDS[language];
  if (input.type === 'switch') return escapeHtml(input.label);
  const mark = input.required
    ? `<span class="required" title="${words.required}">*</span>`
    : `<span class="optional">${words.optional}</span>`;
  return `${escapeHtml(input.label)} ${mark}`;
}

function notesHtml({ input, id }: Asked): string {
  const hint = input.hint === undefined ? '' : `<p class="hint" id="${id}-hint">${escapeHtml(input.hint)}</p>`;
  // Always there, so that the page can fill it when it finds the fault itself.
  return `${hint}<p class="problem" id="${id}-problem">${escapeHtml(input.problem ?? '')}</p>`;
}

function described({ input, id }: Asked): string {
  const ids = [...(input.hint === undefined ? [] : [`${id}-hint`]), `${id}-problem`];
  return ` aria-describedby="${ids.join(' ')}"`;
}

function common(asked: Asked): string {
  const required = asked.input.required ? ' aria-required="true"' : '';
  const invalid = asked.input.problem === undefined ? '' : ' aria-invalid="true"';
  return `id="${asked.id}" name="${escapeHtml(asked.input.name)}"${described(asked)}${required}${invalid}`;
}

const typedValue = ({ value }: Input): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function controlHtml(asked: Asked): string {
  const { input } = asked;
  const value = escapeHtml(typedValue(input));
  switch (input.type) {
    case 'line':
      return `<input type="text" ${common(asked)} value="${value}" autocomplete="off">`;
    case 'lines':
      // The parser drops one line feed after the tag: without this one a value that begins with an empty line would lose it.
      return `<textarea rows="4" ${common(asked)}>\n${value}</textarea>`;
    case 'number':
      // Not type=number: it hides what it cannot read, and nothing typed may be lost.
      return `<input type="text" inputmode="decimal" ${common(asked)} value="${value}" autocomplete="off">`;
    case 'date':
      return `<input type="${value === '' || DAY.test(value) ? 'date' : 'text'}" ${common(asked)} value="${value}">`;
    case 'switch':
      return `<input type="checkbox" role="switch" ${common(asked)}${input.value === true ? ' checked' : ''}>`;
    case 'file':
      return `<input type="file" ${common(asked)}${input.isHandedIn ? ' data-handed-in' : ''}>`;
    case 'choice':
      return selectHtml(asked);
    case 'choices':
      return checkboxesHtml(asked);
    default:
      return unreachable(input.type);
  }
}

function selectHtml(asked: Asked): string {
  const { input, language } = asked;
  const chosen = typedValue(input);
  const options = (input.choices ?? []).slice(0, LIMITS.choices).map(({ value, label }) => {
    return `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(label)}</option>`;
  });
  return `<select ${common(asked)}><option value="">${SERVER_WORDS[language].choose}</option>${options.join('')}</select>${uncounted(asked)}`;
}

function checkboxesHtml(asked: Asked): string {
  const { input, id } = asked;
  const chosen = new Set(Array.isArray(input.value) ? input.value : [typedValue(input)]);
  const boxes = (input.choices ?? []).slice(0, LIMITS.choices).map(({ value, label }, at) => {
    const box = `<input type="checkbox" id="${id}-${at}" name="${escapeHtml(input.name)}" value="${escapeHtml(value)}"${chosen.has(value) ? ' checked' : ''}>`;
    return `<label class="check" for="${id}-${at}">${box}<span>${escapeHtml(label)}</span></label>`;
  });
  return `<div class="checks">${boxes.join('')}</div>${uncounted(asked)}`;
}

function uncounted({ input, language }: Asked): string {
  const all = input.choices?.length ?? 0;
  return all > LIMITS.choices
    ? `<p class="more">${escapeHtml(SERVER_WORDS[language].more(LIMITS.choices, all))}</p>`
    : '';
}
