import type { ProgrammeView } from '../../contract/programmes.ts';

export type ProgrammeState = ProgrammeView['state'];
