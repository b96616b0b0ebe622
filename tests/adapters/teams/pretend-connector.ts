import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

export type Received = { method: string; path: string; authorization: string | undefined; body: unknown };
type Behaviour = (response: ServerResponse, received: Received) => void;

const accept: Behaviour = (response) => response.writeHead(201).end(JSON.stringify({ id: 'activity-1' }));

/** A Bot Connector and its keys on a free port, which can be told to misbehave. */
export async function pretendConnector() {
  const keys: { jwk: JWK; sign(claims: JWTPayload): Promise<string> }[] = [];
  const addKey = async (kid: string, published: Record<string, unknown>) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256', ...published };
    const sign = (claims: JWTPayload) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    keys.push({ jwk, sign });
    return sign;
  };
  const sign = await addKey('teams', { endorsements: ['msteams'] });
  const signUnendorsed = await addKey('skype', { endorsements: ['skype'] });
  const signBare = await addKey('bare', {});
  const received: Received[] = [];
  let behave = accept;

  const server = createServer((request: IncomingMessage, response) => {
    const path = request.url ?? '';
    if (path === '/openid') {
      return response.end(JSON.stringify({ issuer: 'https://api.botframework.com', jwks_uri: `${address}/keys` }));
    }
    if (path === '/keys') return response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const { method = '', headers } = request;
      const one = {
        method,
        path,
        authorization: headers.authorization,
        body: text === '' ? null : (JSON.parse(text) as unknown),
      };
      received.push(one);
      response.setHeader('content-type', 'application/json');
      behave(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    host: new URL(address).host,
    received,
    sign,
    signUnendorsed,
    signBare,
    behave: (next: Behaviour = accept) => (behave = next),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
