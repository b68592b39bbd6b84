import { createTurns } from './turns.ts';

/** Turns what a driver threw into an error of the port, where it is one. `method` is the question or write it happened in. */
export type ToFault = (error: unknown, method: string) => unknown;

type Wrap = (method: string, call: () => Promise<unknown>) => Promise<unknown>;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The same object with every method, those of nested objects too, called through `wrap`. All of them are asynchronous. */
function wrapped<T extends object>(target: T, wrap: Wrap): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value === 'function') {
        return (...args: unknown[]) => wrap(String(name), async () => Reflect.apply(value, object, args));
      }
      return isObject(value) ? wrapped(value, wrap) : value;
    },
  });
}

/** The same, with errors that are those of the port. Made at once: what is asked all the time should not be made for each question. */
export function withFaults<T extends object>(target: T, toFault: ToFault): T {
  const safe = Object.entries(target).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, isObject(value) ? withFaults(value, toFault) : value];
    const call = async (...args: unknown[]): Promise<unknown> => {
      try {
        return await Reflect.apply(value, target, args);
      } catch (error) {
        throw toFault(error, name);
      }
    };
    return [name, call];
  });
  return Object.fromEntries(safe);
}

/**
 * Hands something out for a while. Calls run one after another, as one connection must; after the first that fails no other runs,
 * as on PostgreSQL. Once `end` is called nothing more can be begun, and `end` resolves, with that failure, when all is over.
 */
export function createHandOut<T extends object>(target: T, toFault: ToFault) {
  const inTurn = createTurns();
  let isOpen = true;
  let failure: { readonly error: unknown } | undefined;
  const wrap: Wrap = (method, call) => {
    if (!isOpen) return Promise.reject(new Error(`The transaction is over: ${method} came too late.`));
    const run = inTurn(async () => {
      if (failure) throw failure.error;
      try {
        return await call();
      } catch (error) {
        failure = { error: toFault(error, method) };
        throw failure.error;
      }
    });
    // Known to `end` even where the caller does not wait for it.
    run.catch(() => undefined);
    return run;
  };
  return {
    handOut: wrapped(target, wrap),
    async end(): Promise<{ readonly error: unknown } | undefined> {
      isOpen = false;
      await inTurn(async () => undefined);
      return failure;
    },
  };
}
