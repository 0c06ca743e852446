// A real OpenID Connect provider, the one from npm, as a process of its own. It misbehaves as its parent tells it to.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const LONG = 2 * 1024 * 1024;

let serve = (_request, response) => response.writeHead(503).end();
let behaviour = 'right';
/** Requests that arrived, as `METHOD /path`. */
let requests = [];
let generation = 0;
let key;

const server = createServer((request, response) => {
  requests.push(`${request.method} ${request.url.split('?', 1)[0]}`);
  serve(request, response);
});
server.listen(0, '127.0.0.1', () => {
  rotate();
  process.send({ issuer: issuer() });
});

function issuer() {
  return `http://127.0.0.1:${server.address().port}`;
}

/** A new key, and none of those before. */
function rotate() {
  generation += 1;
  key = {
    ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
    kid: `key-${generation}`,
    use: 'sig',
    alg: 'RS256',
  };
  const provider = new Provider(issuer(), {
    clients: [
      {
        client_id: 'shipei',
        client_secret: 'known to the two of them',
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/callback', 'https://portal.example/sign-in'],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['only a test'] },
  });
  provider.use(async (context, next) => {
    const overloaded = behaviour === 'overloaded' && context.path === '/token';
    if (!overloaded) await next();
    if (overloaded) context.status = 503;
    else if (context.path === '/token') misbehave(context);
  });
  serve = provider.callback();
}

/** Claims as somebody might have them who signs with the right key, or with another. */
const FORGERIES = {
  'another audience': () => ({ aud: 'somebody-else' }),
  'another issuer': () => ({ iss: 'https://issuer.example' }),
  'another nonce': () => ({ nonce: 'of somebody else' }),
  'an end in the past': () => ({ iat: 1_600_000_000, exp: 1_600_000_600 }),
  'a clock that is late': () => ({ exp: Math.floor(Date.now() / 1000) - 5 }),
  'the right claims under another key': () => ({}),
};

function misbehave(context) {
  if (behaviour === 'endless') {
    context.body = { ...context.body, more: 'x'.repeat(LONG) };
  } else if (behaviour in FORGERIES && typeof context.body?.id_token === 'string') {
    context.body = { ...context.body, id_token: forged(context.body.id_token) };
  } else if (behaviour === 'no signature' && typeof context.body?.id_token === 'string') {
    const [, payload] = context.body.id_token.split('.');
    context.body = { ...context.body, id_token: `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.` };
  }
}

function forged(token) {
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  const other = behaviour === 'the right claims under another key';
  const signing = other
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    : createPrivateKey({ key, format: 'jwk' });
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', kid: key.kid })}.${encoded({ ...claims, ...FORGERIES[behaviour]() })}`;
  return `${text}.${sign('sha256', Buffer.from(text), signing).toString('base64url')}`;
}

function encoded(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

process.on('message', (message) => {
  if (message.rotate) rotate();
  if (message.behave !== undefined) behaviour = message.behave;
  process.send({ requests });
  requests = [];
});
process.on('disconnect', () => process.exit());
