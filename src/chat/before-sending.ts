/** Whether a connection failed before anything went through it: what was to be sent has surely not arrived. */
export function isBeforeSending(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof AggregateError && at.errors.length > 0) return at.errors.every(isBeforeSending);
    const { code, syscall } = at as NodeJS.ErrnoException;
    if (syscall === 'connect' || syscall === 'getaddrinfo' || (code !== undefined && UNCONNECTED.test(code)))
      return true;
  }
  return false;
}

const UNCONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/;
