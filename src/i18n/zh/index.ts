import type { en } from '../en/index.ts';
import { answers } from './answers.ts';
import { care } from './care.ts';
import { doctor } from './doctor.ts';
import { errors } from './errors.ts';
import { forms } from './forms.ts';
import { lists } from './lists.ts';
import { map } from './map.ts';
import { stage } from './stage.ts';
import { tables } from './tables.ts';
import { words } from './words.ts';

export const zh: typeof en = { words, errors, forms, answers, stage, map, lists, doctor, care, tables };
