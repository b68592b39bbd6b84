/** Labels of buttons and forms. */
export const forms = {
  submit: 'Send',
  /** Under the promises of a log. */
  stepsHint: 'One promise a line, with its day. What they owe: "them: the drawings by Friday".',
  /** Whose promise it is, at the head of a line. */
  them: 'them',
  undo: 'Undo',
  addPerson: (name: string, account: string) => `Add ${name} to ${account}`,
  merge: (gone: string, stays: string) => `Merge ${gone} into ${stays}`,
  sure: 'Are you sure?',
  erase: (name: string) => `Erase ${name} for good`,
  log: 'Log an interaction',
  share: 'Record the share',
  stage: 'What stage?',
  addAccount: 'Add my first account',
  addContact: 'Add a contact',
  loadSample: 'Load a sample book',
  importFile: 'Import a file',
  book: 'Book (JSON)',
  begin: 'Begin',
  firstRun: {
    name: 'Your name',
    email: 'Your e-mail',
    timeZone: 'Your time zone',
    language: 'Language',
  },
};
