import type { Participation } from '../../contract/home.ts';

/** What each part of Home is given: one programme as the reader takes part in it. */
export type ProgrammePartProps = {
  participation: Participation;
  /** Holds the page's one primary action. */
  first: boolean;
  onLeft: (programme: string) => void;
};

export type MyPair = NonNullable<Participation['pair']>;
