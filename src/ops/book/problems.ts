import type { Language } from '../../domain/vocabulary.ts';
import type { Problem } from './problem.ts';
import { problemsEn } from './problems-en.ts';
import { problemsZh } from './problems-zh.ts';

/** One problem as a sentence that says where it is and what to do about it. */
export function describeProblem({ path, code, detail = {} }: Problem, language: Language): string {
  const say = (language === 'zh' ? problemsZh : problemsEn)[code];
  const sentence = say(detail);
  if (path === '') return sentence;
  return language === 'zh' ? `${path}：${sentence}` : `${path}: ${sentence}`;
}
