import { sqliteKit } from './kit.ts';
import { defineTables } from './schema.ts';

/** For drizzle-kit alone, which finds the tables among the exports. */
export const {
  members,
  identities,
  taughtNames,
  accounts,
  teams,
  contacts,
  traits,
  levels,
  interactions,
  nextSteps,
  touches,
  links,
  shares,
  orders,
  facts,
  pins,
  settings,
  changes,
  changeRows,
  nameKeys,
  meta,
} = defineTables(sqliteKit);
