import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../domain/kernel/clock.ts';
import { isServiceAddress, type ServiceHosts } from './service-hosts.ts';

/** The parts of an activity on which we rely; the rest passes through. */
const activity = z.looseObject({
  type: z.string().min(1),
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  from: z.looseObject({ id: z.string(), aadObjectId: z.uuid().optional() }),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string().optional() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).nullish(),
});

/** An activity that the Bot Connector signed, for us, from our tenant. */
export type VerifiedActivity = z.infer<typeof activity>;

/** Answers the activity, or null when it must not be heard. */
export type VerifyActivity = (authorization: string | undefined, body: unknown) => Promise<VerifiedActivity | null>;

type Options = {
  botAppId: string;
  tenantId: string;
  services: ServiceHosts;
  /** Keys of the Bot Connector, with the channels for which each may speak. */
  keys: { find: JWTVerifyGetKey; endorsements(kid: string | undefined): string[] };
  clock: Clock;
};

const ISSUER = 'https://api.botframework.com';
const CHANNEL = 'msteams';
/** Five minutes, as Bot Framework's own rules for connectors say. */
const TOLERANCE_S = 300;

/**
 * Our own check of every inbound activity, before the SDK sees it: the SDK also accepts tokens that Entra issued for the
 * bot's id. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function createVerifyActivity(options: Options): VerifyActivity {
  const { botAppId, tenantId, services, keys, clock } = options;
  return async (authorization, body) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    const read = activity.safeParse(body);
    if (token === undefined || !read.success) return null;
    const { serviceUrl, conversation, channelData } = read.data;
    const tenants = [conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined);
    if (tenants.length === 0 || tenants.some((id) => id !== tenantId)) return null;
    if (!isServiceAddress(serviceUrl, services)) return null;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys.find, {
        algorithms: ['RS256'],
        issuer: ISSUER,
        audience: botAppId,
        requiredClaims: ['exp', 'nbf'],
        clockTolerance: TOLERANCE_S,
        currentDate: clock.now(),
      });
      const signed = payload['serviceurl'] === serviceUrl;
      return signed && keys.endorsements(protectedHeader.kid).includes(CHANNEL) ? read.data : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  };
}
