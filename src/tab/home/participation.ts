import type { PersonView } from '../../contract/endpoint.ts';
import type { Participation } from '../../contract/home.ts';

/** What each part of Home is given: one programme as the reader takes part in it. */
export type ProgrammePartProps = {
  participation: Participation;
  /** Holds the page's one primary action. */
  first: boolean;
  onLeft: (programme: string) => void;
};

/** Everybody with whom the reader is a pair in this programme; leaving it concerns all of them. */
export const partnersIn = (participations: Participation[], programmeId: string): PersonView[] =>
  participations.flatMap(({ programme, pair }) =>
    programme.id === programmeId && pair && pair.booking !== 'ended' ? [pair.partner] : [],
  );

export type MyPair = NonNullable<Participation['pair']>;
