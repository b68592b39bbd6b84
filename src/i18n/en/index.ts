import { answers } from './answers.ts';
import { care } from './care.ts';
import { channels } from './channels.ts';
import { doctor } from './doctor.ts';
import { errors } from './errors.ts';
import { forms } from './forms.ts';
import { gifts } from './gifts.ts';
import { holidays } from './holidays.ts';
import { home } from './home.ts';
import { linking } from './linking.ts';
import { lists } from './lists.ts';
import { map } from './map.ts';
import { nudges } from './nudges.ts';
import { occasions } from './occasions.ts';
import { people } from './people.ts';
import { preferences } from './preferences.ts';
import { promises } from './promises.ts';
import { stage } from './stage.ts';
import { tables } from './tables.ts';
import { transfer } from './transfer.ts';
import { waiting } from './waiting.ts';
import { words } from './words.ts';

export const en = {
  words,
  errors,
  forms,
  answers,
  stage,
  map,
  linking,
  lists,
  doctor,
  care,
  channels,
  tables,
  transfer,
  promises,
  waiting,
  gifts,
  occasions,
  holidays,
  home,
  people,
  preferences,
  nudges,
};
