import helmet from 'helmet';
import type { RequestHandler } from 'express';

/** Hosts that may show the tabs in a frame: Teams, Outlook and Microsoft 365, and nobody else. */
const FRAME_ANCESTORS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://*.cloud.microsoft',
  'https://www.office.com',
  'https://*.www.office.com',
  'https://www.microsoft365.com',
  'https://*.www.microsoft365.com',
];

/** From here teams-js reads which other hosts Microsoft has added to its own list. */
const TEAMS_JS_HOSTS = 'https://res.cdn.office.net';

type Origins = {
  /** A sandbox's page that may frame the tabs. */
  hostOrigin: string | null;
  /** Where a page outside Teams changes its code into a token. */
  entraOrigin: string;
};

/**
 * Headers of every response. There is no X-Frame-Options: it can't name several hosts, and the tabs live in frames.
 * Styles may be inline, since Fluent writes its rules at run time; scripts may not.
 */
export function securityHeaders({ hostOrigin, entraOrigin }: Origins): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", TEAMS_JS_HOSTS, entraOrigin],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: hostOrigin === null ? FRAME_ANCESTORS : [...FRAME_ANCESTORS, hostOrigin],
      },
    },
    frameguard: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  });
}
