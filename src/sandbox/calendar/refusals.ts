import { GraphError } from '../graph/errors.ts';

export function itemNotFound(): GraphError {
  return new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** The id was used before, with another body; Graph names the first event in an annotation of the error. */
export class DuplicateTransaction extends GraphError {
  readonly existingEventId: string;

  constructor(existingEventId: string) {
    super(
      400,
      'ErrorDuplicateTransactionId',
      "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
    );
    this.existingEventId = existingEventId;
  }
}
