import { renderText } from '../../src/reply/render-text.ts';
import type { Answer } from '../../src/router/messages.ts';

/** One answer as the JSON that programs rely on. */
export function toJson(answer: Answer): Readonly<Record<string, unknown>> {
  const { ok, understood } = answer;
  if (!ok) return { ok, understood, error: answer.error };
  return { ok, understood, data: answer.data, text: textOf(answer) };
}

/** The plain rendering in the asker's language and zone. */
export const textOf = ({ reply, language, timeZone }: Answer): string => renderText(reply, language, timeZone);
