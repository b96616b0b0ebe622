import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import type { Receipt } from './receipt.ts';

const text = words.feedback.receipt;

/** What became of the answer, and who can read the note in it. */
export function FeedbackReceipt({ receipt, partner }: { receipt: Receipt; partner: string }): ReactNode {
  const note = receipt.noteFor === null ? null : text.noteFor[receipt.noteFor];
  return (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{text.heading}</MessageBarTitle>
        {receipt.outcome === 'stored' ? text.stored : text.already}{' '}
        {receipt.outcome === 'stored' && (typeof note === 'function' ? note(partner) : note)}
      </MessageBarBody>
    </MessageBar>
  );
}
