/** Makes a new id: unique, and sorting in the order of making within one process. */
export type NewId = () => string;
