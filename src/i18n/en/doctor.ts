/** What `kam doctor` says. */
export const doctor = {
  oldNode: (version: string) => `Node ${version} is too old: install Node 20.19 or newer.`,
  badClock: (now: string) => `The clock says ${now}: set it right, or every reminder will be wrong.`,
  configured: 'All settings fit.',
  database: (engine: string) => `The database answers (${engine}) and is up to date.`,
  nobody: 'Nobody is in the book yet: start the program and open the address it prints, or import a book.',
  digestsTold: (count: number) =>
    `${count === 1 ? '1 digest is' : `${count} digests are`} told where the assistant is.`,
  digestsRest: (count: number) =>
    `${count === 1 ? '1 digest rests' : `${count} digests rest`}: the assistant is not there any more. Invite it again, or switch them off: "digest" lists them.`,
  noAdmin: 'Nobody is admin: put an address into ADMIN_EMAILS.',
  members: (count: number) => (count === 1 ? '1 member, who is admin.' : `${count} members, with an admin among them.`),
};
