/** Runs tasks one at a time, in order: while one awaits inside its transaction, no other may touch the connection. */
export function createTurns() {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const turn = tail.then(task);
    tail = turn.catch(() => undefined);
    return turn;
  };
}
