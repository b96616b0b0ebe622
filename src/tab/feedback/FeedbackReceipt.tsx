import type { ReactNode } from 'react';
import { Receipt } from '../ui/Receipt.tsx';
import { words } from '../words.ts';
import type { SentFeedback } from './sent-feedback.ts';

const text = words.feedback.receipt;

/** What became of the answer, and who can read the note in it. */
export function FeedbackReceipt({ receipt, partner }: { receipt: SentFeedback; partner: string }): ReactNode {
  const note = receipt.noteFor === null ? null : text.noteFor[receipt.noteFor];
  return (
    <Receipt title={text.heading}>
      {receipt.outcome === 'stored' ? text.stored : text.already}{' '}
      {receipt.outcome === 'stored' && (typeof note === 'function' ? note(partner) : note)}
    </Receipt>
  );
}
