// SPDX-License-Identifier: Apache-2.0
//
// A certified OpenID provider on a free port of this machine, with one client that gets access
// tokens as JWTs by its own credentials. Prints its issuer and serves until standard input ends.
// A line "rotate" there exchanges its keys, as providers do, with a provider of new keys at the same
// address; a line is printed when that is done.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const SCOPES = 'transcribe models:read metrics:read admin';

function keys(round) {
  const jwk = (pair, kid, alg) =>
    ({ ...pair.privateKey.export({ format: 'jwk' }), kid: `${kid}-${round}`, alg, use: 'sig' });
  return [
    jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }), 'rsa', 'RS256'),
    jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }), 'pss', 'PS256'),
    jwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ec', 'ES256'),
  ];
}

function provider(issuer, round) {
  return new Provider(issuer, {
    jwks: { keys: keys(round) },
    clients: [{
      client_id: 'app',
      client_secret: 'secret-of-the-test',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    }],
    scopes: SCOPES.split(' '),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        // The resource names and its query says what a test wants of the token.
        getResourceServerInfo: (context, resource) => ({
          scope: SCOPES,
          audience: new URL(resource).searchParams.get('audience') ?? resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: Number(new URL(resource).searchParams.get('ttl') ?? 600),
          jwt: { sign: { alg: new URL(resource).searchParams.get('alg') ?? 'RS256' } },
        }),
      },
    },
  });
}

let handler;
const server = createServer((request, response) => handler(request, response));
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  let round = 1;
  handler = provider(issuer, round).callback();
  console.log(`issuer ${issuer}`);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => {
    round += 1;
    handler = provider(issuer, round).callback();
    console.log('rotated');
  });
  lines.on('close', () => process.exit(0));
});
