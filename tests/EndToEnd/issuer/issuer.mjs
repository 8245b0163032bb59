// An issuer of tokens on a free port of loopback: node issuer.mjs. Its first line is its URL; it ends with its input.
//
// Good tokens come from oidc-provider by real grants: client_credentials (client "tester"; the parameter test_claims sets
// claims, and null takes one away) and the device flow (client "kompetanse-cli"). Beside it are routes of our own:
//   POST /test/device  {user_code, employee_id}   approves a device; without employee_id it is denied
//   POST /test/sign    {claims, key, alg}         a token that no issuer would make
//   POST /test/rotate                             new keys; the old ones are withdrawn
import { createServer } from "node:http";
import { once } from "node:events";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import Provider from "oidc-provider";

const audience = "urn:kompetanse";
let keys, provider, answer, issuer;

async function newKeys() {
  const pairs = await Promise.all(["RS256", "PS256", "ES256"].map(async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    return { alg, kid: `${alg}-${Date.now()}-${Math.random().toString(36).slice(2)}`, ...pair };
  }));
  keys = Object.fromEntries(pairs.map((pair) => [pair.alg, pair]));
  const jwks = await Promise.all(pairs.map(async ({ alg, kid, privateKey }) =>
    ({ ...await exportJWK(privateKey), alg, kid, use: "sig" })));
  provider = new Provider(issuer, settings(jwks));
  // RFC 8628 lets the issuer say how often to ask; the usual five seconds are long for a test.
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.body?.device_code) ctx.body.interval = 1;
  });
  answer = provider.callback();
}

const settings = (jwks) => ({
  jwks: { keys: jwks },
  cookies: { keys: ["for tests"] },
  ttl: { ClientCredentials: 3600, AccessToken: 3600, DeviceCode: 600, Grant: 3600 },
  clients: [
    { client_id: "tester", client_secret: "tester", grant_types: ["client_credentials"], response_types: [], redirect_uris: [] },
    {
      client_id: "kompetanse-cli", application_type: "native", token_endpoint_auth_method: "none",
      grant_types: ["urn:ietf:params:oauth:grant-type:device_code"], response_types: [], redirect_uris: [],
    },
  ],
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({ audience, scope: "", accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } }),
    },
  },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  formats: {
    customizers: {
      jwt(ctx, token, jwt) {
        if (token.accountId) jwt.payload.employee_id = token.accountId;
        change(jwt.payload, JSON.parse(ctx.oidc.body.test_claims ?? "{}"));
      },
    },
  },
});

function change(payload, claims) {
  Object.assign(payload, claims);
  for (const [name, value] of Object.entries(claims)) if (value === null) delete payload[name];
}

/** A person has approved or denied what is shown as a code on a device. */
async function device({ user_code, employee_id }) {
  const code = await provider.DeviceCode.findByUserCode(user_code.replaceAll("-", ""));
  if (employee_id) {
    const grant = new provider.Grant({ accountId: employee_id, clientId: code.clientId });
    grant.addOIDCScope(code.params.scope);
    code.scope = code.params.scope;
    code.resource = code.params.resource;
    code.authTime = Math.floor(Date.now() / 1000);
    code.grantId = await grant.save();
    code.accountId = employee_id;
  } else {
    code.error = "access_denied";
    code.errorDescription = "The person said no.";
  }

  await code.save();
  return "";
}

/** `key`: own (default), other (the own key's name on another key), unknown, public (its public half as a secret), none. */
async function sign({ claims = {}, key = "own", alg = "RS256" }) {
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: issuer, aud: audience, sub: "tester", client_id: "tester", iat: now, exp: now + 3600 };
  change(payload, claims);
  const { kid, privateKey, publicKey } = keys[alg];
  const signed = (header) => new SignJWT(payload).setProtectedHeader({ alg, typ: "at+jwt", ...header });
  switch (key) {
    case "own": return signed({ kid }).sign(privateKey);
    case "other": return signed({ kid }).sign((await generateKeyPair(alg)).privateKey);
    case "unknown": return signed({ kid: "unknown" }).sign((await generateKeyPair(alg)).privateKey);
    case "public": return signed({ kid, alg: "HS256" }).sign(new TextEncoder().encode(await exportSPKI(publicKey)));
    case "none": return new UnsecuredJWT(payload).encode();
    default: throw new Error(`There is no key ${key}.`);
  }
}

const routes = {
  "/test/device": device,
  "/test/sign": sign,
  "/test/rotate": () => newKeys().then(() => ""),
};

const server = createServer(async (request, response) => {
  const route = routes[request.url];
  if (!route) return answer(request, response);
  try {
    let body = "";
    for await (const part of request) body += part;
    response.end(await route(JSON.parse(body || "{}")));
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error.stack));
  }
});

server.listen(0, "127.0.0.1");
await once(server, "listening");
issuer = `http://127.0.0.1:${server.address().port}`;
await newKeys();
console.log(issuer);
process.stdin.resume().on("end", () => process.exit(0));
