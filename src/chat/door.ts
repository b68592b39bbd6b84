import type { RequestListener } from 'node:http';

/** The assistant in one organisation of a platform, as the program runs it. */
export interface ChatDoor {
  /** Answers at the platform's path of the public listener; `null`: the platform is not heard over HTTP. */
  readonly handle: RequestListener | null;
  readiness(): Promise<DoorReadiness>;
  /** Takes nothing more in and resolves when what was under way is done. What is kept is worked on by the intake. */
  close(): Promise<void>;
}

export interface DoorReadiness {
  readonly ready: boolean;
  readonly message: string;
}

/** The ways a platform reaches us, with one table of handlers behind them. */
export interface Transports {
  /** To be put behind the public listener; `null`: the platform is not heard over HTTP. */
  readonly handle: RequestListener | null;
  /** Why nothing is heard; `null`: it is. */
  trouble(): string | null;
  /** Takes nothing more in, lets what is inside end, then hangs up. */
  close(): Promise<void>;
}

/** How long what is inside gets to end, in milliseconds. */
export const DRAIN_MS = 5000;

/** What a crash left behind is worked on as soon as it starts: a moment before the platform has said who we are. In milliseconds. */
export const SOON_MS = 5000;

/** Ready when nothing is wrong; else the first of the troubles says what. */
export function toDoorReadiness(...troubles: readonly (string | null)[]): DoorReadiness {
  const message = troubles.find((trouble) => trouble !== null) ?? null;
  return { ready: message === null, message: message ?? 'ok' };
}
