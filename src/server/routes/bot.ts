import type { Express } from 'express';
import type { Bot } from '../../adapters/teams/bot.ts';
import { declared } from '../access.ts';
import { answerFault } from '../faults.ts';
import { jsonBody } from '../json-body.ts';

/** Teams' own limit for an activity is far below; the token can only be judged together with the body. */
const LARGEST_ACTIVITY = '256kb';

/** Where the Bot Connector sends what people do in their chat. */
export function addBotRoute(app: Express, bot: Bot): void {
  app.post('/api/messages', declared('bot-connector', jsonBody(LARGEST_ACTIVITY)), async (request, response) => {
    const { status, body } = await bot.receive({ authorization: request.headers.authorization, body: request.body });
    if (status === 401) {
      return answerFault(response, 401, { code: 'not-signed-in', message: 'This is for the Bot Connector only.' });
    }
    if (status >= 500) {
      return answerFault(response, status, { code: 'unexpected', message: 'Something went wrong on our side.' });
    }
    response.status(status);
    if (body === undefined) response.end();
    else response.json(body);
  });
}
