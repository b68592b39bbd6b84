import type { Instant } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';

/** An account of a chat platform nobody is known by, which was given a code to be somebody with. */
export interface LinkRequest {
  readonly platform: Platform;
  readonly tenant: string;
  readonly externalId: string;
  /** As the platform calls them; typed by a stranger. */
  readonly name: string;
  readonly expiresAt: Instant;
}

export interface LinkRequests {
  /**
   * Keeps a request under the hash of its code, in the place of what that account asked before; forgets what ran out. `false`: that
   * code is somebody else's.
   */
  keep(codeHash: string, request: LinkRequest, now: Instant): Promise<boolean>;
  /** Undefined once it ran out. */
  find(codeHash: string, now: Instant): Promise<LinkRequest | undefined>;
  /** The code is good no more. */
  forget(codeHash: string): Promise<void>;
}
