/** What `kam doctor` says. */
export const doctor = {
  oldNode: (version: string) => `Node ${version} is too old: install Node 20.19 or newer.`,
  badClock: (now: string) => `The clock says ${now}: set it right, or every reminder will be wrong.`,
  configured: 'All settings fit.',
  database: (engine: string) => `The database answers (${engine}) and is up to date.`,
  nobody: 'Nobody is in the book yet: start the program and open the address it prints, or import a book.',
  noAdmin: 'Nobody is admin: put an address into ADMIN_EMAILS.',
  members: (count: number) => `${count} members, with an admin among them.`,
};
