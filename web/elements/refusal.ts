/** What a refusal is known by. */

/** The stable code of a refusal; whatever else goes wrong is a server that cannot be reached. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unreachable';
}
