/** What `kam backup` and `kam restore` say. */
export const care = {
  backedUp: (file: string, megabytes: number) => `The database is backed up in ${file} (${megabytes} MB).`,
  restored: (file: string) => `The database is as it was in ${file}.`,
  broughtUpToDate: (count: number) =>
    `It was made by an earlier version and has been brought up to date (${count === 1 ? 'one step' : `${count} steps`}).`,
  kept: (file: string) => `What was there before is kept in ${file} for 30 days.`,
  eraseAgain: 'People erased since that backup was made are in the book again: erase them once more.',
  problems: {
    exists: (file: string) => `${file} is there already. Choose another name, or say --force.`,
    nothing: (_file: string) => 'There is no book in the database yet, so there is nothing to back up.',
    'not-empty': (file: string) =>
      `The database holds a book already, so ${file} was not restored. Say --force to replace it; a copy of it is kept.`,
    'in-use': (_file: string) =>
      'The database is in use. Stop KAM Assistant everywhere it runs on this database, then restore.',
    'other-engine': (file: string) =>
      `${file} was made on the other kind of database. Between SQLite and PostgreSQL a book travels by "kam export" and "kam import".`,
    'not-a-backup': (file: string) => `${file} is no backup of KAM Assistant.`,
    damaged: (file: string) => `${file} is damaged or incomplete, so nothing was restored. Take another backup.`,
    'newer-version': (file: string) =>
      `${file} was made by a newer version of KAM Assistant. Install that version or a later one.`,
  },
};
