import type { Post } from '../../domain/letters/ports.ts';
import type { Graph } from './client.ts';
import { GraphFault } from './graph-fault.ts';
import { onMailbox } from './on-mailbox.ts';
import { path } from './path.ts';

/** Exchange's grants may take an hour to hold (RBAC for Applications): until then nothing leaves, and it is asked again. */
const NOT_GRANTED_RETRY_MS = 15 * 60_000;
const RETRY_MS = 30_000;

/**
 * Mail from a programme mailbox. Nothing is kept in its Sent Items, where whoever looks after the mailbox would read
 * other people's letters.
 */
export const createPost = (graph: Graph): Post => ({
  async send({ from, to, subject, html }) {
    try {
      await graph.send({
        ...onMailbox(from, 'send a mail'),
        path: path`/users/${from}/sendMail`,
        body: {
          message: {
            subject,
            body: { contentType: 'html', content: html },
            toRecipients: [{ emailAddress: { address: to.mail, name: to.name } }],
          },
          saveToSentItems: false,
        },
      });
      return { outcome: 'sent' };
    } catch (error) {
      if (error instanceof GraphFault) return outcomeOf(error);
      throw error;
    }
  },
});

/** Whether it is certain that nothing was sent; a gateway's word is not. */
function outcomeOf({ status, code, retryAfterMs }: GraphFault): Awaited<ReturnType<Post['send']>> {
  if (code === 'answer-lost') return { outcome: 'unknown' };
  if (status === 401 || status === 403) return { outcome: 'later', retryAfterMs: NOT_GRANTED_RETRY_MS };
  if (status === null || status === 429 || status === 503) {
    return { outcome: 'later', retryAfterMs: retryAfterMs ?? RETRY_MS };
  }
  return status >= 500 ? { outcome: 'unknown' } : { outcome: 'refused', reason: 'mail-refused' };
}
