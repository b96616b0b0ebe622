import type { SandboxConfig } from '../config.ts';

/** One app registration of the tenant with what an administrator has consented to. */
export type AppRegistration = {
  appId: string;
  secret: string;
  /** Granted application permissions, by resource. */
  roles: Record<string, string[]>;
  /** Consented delegated permissions of Graph. */
  scopes: string[];
  /** Where pages that sign people in by themselves may be sent back to (redirect addresses of kind SPA). */
  spaRedirectUris: string[];
};

/**
 * The product's two registrations. `Calendars.ReadWrite` and `Mail.Send` are missing on purpose: the API app reaches the
 * programme mailboxes by RBAC for Applications, which doesn't show in tokens.
 */
export function registeredApps(config: SandboxConfig): AppRegistration[] {
  return [
    {
      appId: config.apiAppId,
      secret: config.apiAppSecret,
      roles: {
        'https://graph.microsoft.com': [
          'AppCatalog.Read.All',
          'Organization.Read.All',
          'TeamsAppInstallation.ReadWriteSelfForUser.All',
          'User.Read.All',
        ],
      },
      scopes: ['User.Read', 'email', 'offline_access', 'openid', 'profile'],
      spaRedirectUris: [`${config.productUrl}/tab/home`],
    },
    { appId: config.botAppId, secret: config.botAppSecret, roles: {}, scopes: [], spaRedirectUris: [] },
  ];
}
