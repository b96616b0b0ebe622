/** What the system says of a connection that was refused or lost. */
const SYSTEM_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What PostgreSQL says: connection exceptions, too many connections, and a server that stops, crashed or starts. */
const SERVER_CODES = /^(08...|53300|57P0[123])$/;
/** What pg says, for which it has no codes. */
const CLIENT_WORDS = [
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'not queryable',
];

/** Whether an error of ours says that the database can't be reached: it may be worth trying again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return SYSTEM_CODES.test(code) || SERVER_CODES.test(code);
  return CLIENT_WORDS.some((words) => error.message.includes(words));
}
