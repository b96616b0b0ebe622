// Counterpart in its simplest true form: one web app (tab, API, bot and worker), one PostgreSQL, one bot registration.
// No client secret anywhere: a managed identity stands behind both registrations as their federated credential.
targetScope = 'resourceGroup'

@description('Short name; every resource starts with it.')
@minLength(3)
@maxLength(20)
param name string

param location string = resourceGroup().location

@description('Registration whose tokens the tab brings and which has the Graph permissions.')
param apiAppId string

@description('Registration of the bot; it talks to the Bot Connector and to nothing else.')
param botAppId string

@description('Id of the app in the Teams catalogue.')
param teamsAppId string

@description('Mailboxes that organise the meetings, separated by commas. Exchange limits the calendar permission to them.')
param organizerMailboxes string

@description('Attribute of the directory that holds grades: employeeType or extensionAttribute1 to 15. Empty: grades are not read.')
param gradeAttribute string = ''

@description('Password of the role that owns the schema and runs migrations.')
@secure()
param databaseOwnerPassword string

@description('Password of the role that the application works with; it owns nothing.')
@secure()
param databaseAppPassword string

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: name, location: location }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: { name: name, location: location, ownerPassword: databaseOwnerPassword }
}

module web 'modules/web.bicep' = {
  name: 'web'
  params: {
    name: name
    location: location
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    apiAppId: apiAppId
    botAppId: botAppId
    teamsAppId: teamsAppId
    organizerMailboxes: organizerMailboxes
    gradeAttribute: gradeAttribute
    databaseUrl: 'postgres://counterpart_app:${uriComponent(databaseAppPassword)}@${database.outputs.host}:5432/counterpart?sslmode=verify-full'
    databaseOwnerUrl: 'postgres://counterpart_owner:${uriComponent(databaseOwnerPassword)}@${database.outputs.host}:5432/counterpart?sslmode=verify-full'
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: { name: name, botAppId: botAppId, endpoint: 'https://${web.outputs.domain}/api/messages' }
}

output APP_DOMAIN string = web.outputs.domain
output WEB_APP_RESOURCE_ID string = web.outputs.id
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
