import type { ProgrammeView } from '../../contract/programmes.ts';

export type ProgrammeProps = { programme: ProgrammeView };

/** What each part of a programme's page is given. */
export type SectionProps = ProgrammeProps & {
  /** The reader is on the programme's own list of coordinators; a sponsor is not. */
  runs: boolean;
};
