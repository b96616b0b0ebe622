import type { invitePeople } from '../../contract/programmes.ts';
import type { Body } from '../api.ts';

/** What is about to be sent, shown as a preview first; `people` counts them. */
export type Invitations = { body: Body<typeof invitePeople>; people: number };
