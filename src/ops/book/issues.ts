import type { z } from 'zod';
import { pathOf } from './paths.ts';
import type { ProblemCode, ProblemDetail, Problems } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Told = readonly [ProblemCode, ProblemDetail?];

/** Puts what a schema found into words of our own; `input` is what was given to the schema, `under` where it stands. */
export function noteIssues(
  issues: readonly Issue[],
  input: unknown,
  problems: Problems,
  under: readonly PropertyKey[] = [],
): void {
  for (const issue of issues) {
    const place = [...under, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) problems.add(pathOf([...place, key]), 'unknown-key', { key });
    } else {
      const [code, detail] = toldBy(issue, valueAt(input, issue.path));
      problems.add(pathOf(place), code, detail);
    }
  }
}

function toldBy(issue: Issue, value: unknown): Told {
  // Our own checks carry the code of their problem as their message (see `fault`).
  if (issue.code === 'custom' || (issue.code === 'invalid_format' && issue.format === 'regex')) {
    return [issue.message as ProblemCode, shown(value)];
  }
  if (value === undefined) return ['missing'];
  switch (issue.code) {
    case 'invalid_type':
      return ['wrong-type', { expected: issue.expected }];
    case 'invalid_value':
      return ['not-a-choice', { allowed: issue.values.map(String).join(', '), ...shown(value) }];
    case 'too_big':
      return issue.origin === 'string'
        ? ['too-long', { maximum: Number(issue.maximum) }]
        : ['out-of-range', { maximum: Number(issue.maximum), ...shown(value) }];
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? ['empty']
        : ['out-of-range', { minimum: Number(issue.minimum), ...shown(value) }];
    default:
      return ['wrong-type', { expected: 'other' }];
  }
}

function shown(value: unknown): ProblemDetail {
  return typeof value === 'string' || typeof value === 'number' ? { value } : {};
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
