import type { PersonId, ProgrammeId } from '../../kernel/ids.ts';

/**
 * A colleague who keeps somebody's diary. The assistant sees the times of that person's meetings and nothing else: no
 * topics, no partner unless they keep both diaries, and of the programme the neutral name that stands in the calendar.
 */
export type Assistant = { programmeId: ProgrammeId; personId: PersonId; assistantId: PersonId; namedAt: Date };

export type AssistantStore = {
  get(programmeId: ProgrammeId, personId: PersonId): Promise<Assistant | undefined>;
  /** Those of these people, where they named one. */
  of(programmeId: ProgrammeId, personIds: PersonId[]): Promise<Assistant[]>;
  /** For whom, in any programme that the transaction's scope sees, somebody keeps a diary. */
  heldBy(assistantId: PersonId): Promise<Assistant[]>;
  /** In place of the one named before. */
  save(assistant: Assistant): Promise<void>;
  remove(programmeId: ProgrammeId, personId: PersonId): Promise<void>;
};
