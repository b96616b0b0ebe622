import type { AlertId, OccurrenceId, PairId, PersonId, ProgrammeId, TimeProposalId } from '../kernel/ids.ts';
import type { Breach } from '../matching/chart-breaches.ts';

/** A pair of whom too few can be a support contact. */
export type SupportGap = { pairId: PairId; contacts: 0 | 1 };

/** What an alert is about. */
export type Matter =
  /** A live pair breaks rules that it did not break when it was published. */
  | {
      kind: 'rules-broken';
      pairId: PairId;
      breaches: Breach[];
      /** This alert told, now or before it changed, that one of the two was above the other. */
      wasInLine: boolean;
    }
  /**
   * Somebody left the organisation, and their pairs ended. The name is kept here, since the directory and we know it no
   * longer when the card is read.
   */
  | { kind: 'left-organisation'; personId: PersonId; personName: string; pairIds: PairId[] }
  /** Somebody did not keep two meetings that follow each other; the later one last. */
  | { kind: 'cancelled-in-a-row'; pairId: PairId; personId: PersonId; occurrenceIds: OccurrenceId[] }
  /** Somebody has deleted all meetings of a pair in Outlook. */
  | { kind: 'series-deleted'; pairId: PairId }
  /** One for the whole programme: a list that is too short concerns many pairs at once. */
  | { kind: 'support-gap'; gaps: SupportGap[] }
  /** Two people were offered hours, for one meeting or (null) for their first, and none suits both. */
  | { kind: 'no-agreed-hour'; pairId: PairId; proposalId: TimeProposalId; occurrenceId: OccurrenceId | null };

/**
 * open: as it stands · mended: what it was about is no longer so · kept: a coordinator decided that the two stay
 * together · replaced: another alert says more · pair-ended
 */
export type AlertState = 'open' | 'mended' | 'kept' | 'replaced' | 'pair-ended';

/** Something that has come to need a programme's coordinators; each gets one card about it. */
export type Alert = {
  id: AlertId;
  programmeId: ProgrammeId;
  matter: Matter;
  state: AlertState;
  raisedAt: Date;
  closedAt: Date | null;
  /** The coordinator who decided; null when it closed by itself. */
  closedBy: PersonId | null;
};

/** What at most one open alert of a kind is about. */
export const subjectOf = (programmeId: ProgrammeId, matter: Matter): string =>
  'pairId' in matter ? matter.pairId : matter.kind === 'left-organisation' ? matter.personId : programmeId;
