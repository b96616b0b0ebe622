import { placeOfLink } from '../../src/sandbox/host/tabs/teams-links.ts';

const APP = '44444444-4444-4444-8444-444444444444';
const context = encodeURIComponent(JSON.stringify({ subEntityId: 'programmes/7' }));

test.each([
  [
    `https://teams.microsoft.com/l/entity/${APP}/programmes?context=${context}`,
    { page: 'programmes', subPage: 'programmes/7' },
  ],
  [`https://teams.microsoft.com/l/entity/${APP}/home`, { page: 'home', subPage: null }],
  [`https://teams.microsoft.com/l/entity/${APP}/conversations`, { page: 'chat', subPage: null }],
  ['https://teams.microsoft.com/l/chat/0/0?users=28:bot', { page: 'chat' }],
  ['https://teams.microsoft.com/l/chat/0/0?users=noah.asante%40contoso.example', undefined],
  ['https://teams.microsoft.com/l/meetup-join/19%3ameeting', undefined],
  [`https://teams.microsoft.com/l/entity/another-app/home`, undefined],
  [`https://evil.example/l/entity/${APP}/home`, undefined],
  ['not a link', undefined],
])('%s', (link, place) => {
  expect(placeOfLink(link, APP)).toEqual(place);
});
