import { DOMAIN } from '../../people/invent.ts';
import type { World } from '../../world.ts';
import { GraphError } from '../errors.ts';
import { GRAPH } from '../front-door.ts';

/** The one organisation of the tenant, as `GET /organization` lists it. */
export function organization({ config }: World, select: unknown): object {
  const whole: Record<string, unknown> = {
    id: config.tenantId,
    displayName: 'Contoso',
    tenantType: 'AAD',
    city: 'London',
    countryLetterCode: 'GB',
    preferredLanguage: 'en',
    createdDateTime: '2020-01-06T09:00:00Z',
    verifiedDomains: [{ name: DOMAIN, type: 'Managed', capabilities: 'Email', isDefault: true, isInitial: true }],
  };
  const context = { '@odata.context': `${GRAPH}/v1.0/$metadata#organization` };
  if (typeof select !== 'string') return { ...context, value: [whole] };
  const names = select.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(whole, name));
  if (unknown !== undefined) throw new GraphError(400, 'BadRequest', `The sandbox's organisation has no '${unknown}'.`);
  return { ...context, value: [Object.fromEntries(names.map((name) => [name, whole[name]]))] };
}
