import type { PersonId } from '../kernel/ids.ts';
import type { Directory } from '../people/ports.ts';
import type { LetterFacts } from './letters.ts';

/** Adds names that are not kept. Outside any transaction, which a slow directory would hold open. */
export async function withNames({ directory }: { directory: Directory }, facts: LetterFacts): Promise<LetterFacts> {
  const name = async (id: PersonId): Promise<string | undefined> => (await directory.look([id]))[0]?.displayName;
  if (facts.kind === 'pair-ended' && facts.partnerName === '') {
    return { ...facts, partnerName: (await name(facts.partnerId)) ?? 'your partner' };
  }
  if (facts.kind === 'rules-broken' && facts.closedBy !== null && facts.closedByName === null) {
    return { ...facts, closedByName: (await name(facts.closedBy)) ?? 'A coordinator' };
  }
  return facts;
}
