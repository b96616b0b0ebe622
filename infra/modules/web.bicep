param name string
param location string
param identityId string
param identityClientId string
param apiAppId string
param botAppId string
param teamsAppId string
param organizerMailboxes string
param gradeAttribute string

@secure()
param databaseUrl string

@secure()
param databaseOwnerUrl string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: { name: 'B1' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'app,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'npm start'
      alwaysOn: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      healthCheckPath: '/readyz'
      appSettings: [
        { name: 'NODE_ENV', value: 'production' }
        { name: 'BASE_URL', value: 'https://${name}.azurewebsites.net' }
        { name: 'NOTIFICATION_URL', value: 'https://${name}.azurewebsites.net' }
        { name: 'TENANT_ID', value: tenant().tenantId }
        { name: 'API_APP_ID', value: apiAppId }
        { name: 'BOT_APP_ID', value: botAppId }
        { name: 'TEAMS_APP_ID', value: teamsAppId }
        { name: 'MANAGED_IDENTITY_CLIENT_ID', value: identityClientId }
        { name: 'ORGANIZER_MAILBOXES', value: organizerMailboxes }
        { name: 'GRADE_ATTRIBUTE', value: gradeAttribute }
        { name: 'DATABASE_URL', value: databaseUrl }
        { name: 'DATABASE_OWNER_URL', value: databaseOwnerUrl }
        { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
      ]
    }
  }
}

output domain string = site.properties.defaultHostName
output id string = site.id
