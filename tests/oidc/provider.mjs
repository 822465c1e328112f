// A certified OpenID Connect provider, set up as ProConnect is. Told what to be on standard input, as JSON;
// says "ready" once it listens. Another JSON line replaces its keys, as a provider does a few times a year.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Provider } from "oidc-provider";

const PREFIX = "/api/v2";
// ProConnect answers Y000400 to any other.
const KNOWN = new Set(["response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "claims", "acr_values",
  "prompt", "idp_hint", "login_hint", "siret_hint", "code_challenge", "code_challenge_method", "response_mode"]);
const STRONG = new Set(["eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3"]);
const PERSONAL = ["given_name", "usual_name", "email", "email_verified", "siret", "idp_id"];

const PAGE = (title, body) => `<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}`;

function build(told, jwks) {
  const provider = new Provider(told.issuer, {
    jwks,
    clients: [{
      client_id: told.client_id,
      client_secret: told.client_secret,
      redirect_uris: told.redirect_uris,
      post_logout_redirect_uris: told.post_logout_redirect_uris,
      token_endpoint_auth_method: "client_secret_post",
      id_token_signed_response_alg: "RS256",
      userinfo_signed_response_alg: "RS256",
    }],
    clientAuthMethods: ["client_secret_post"],
    enabledJWA: { idTokenSigningAlgValues: ["RS256"], userinfoSigningAlgValues: ["RS256"] },
    pkce: { required: () => true },
    scopes: ["openid", ...PERSONAL],
    claims: { openid: ["sub"], acr: null, amr: null, auth_time: null, iss: null, sid: null,
      ...Object.fromEntries(PERSONAL.map((name) => [name, name === "email" ? ["email", "email_verified"] : [name]])) },
    acrValues: ["eidas0", "eidas0-mfa", "eidas1", "eidas1-mfa", "eidas2", "eidas3"],
    conformIdTokenClaims: true,
    ttl: { AuthorizationCode: told.code_seconds ?? 60, AccessToken: 3600, IdToken: told.token_seconds ?? 3600,
      Session: 43200, Grant: 43200, Interaction: 900 },
    cookies: { keys: ["cookies of the tests"], long: { signed: true }, short: { signed: true } },
    routes: { authorization: "/authorize", token: "/token", userinfo: "/userinfo", jwks: "/jwks", end_session: "/session/end" },
    interactions: { url: (_context, interaction) => `${PREFIX}/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: (context, form) => {
        // ProConnect asks nothing when it is told whose session ends.
        const confirmed = form.replace("</form>", '<button name="logout" value="yes">Se déconnecter</button></form>');
        context.body = PAGE("Déconnexion de ProConnect", confirmed);
      } },
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...told.people[id] }) }),
    async loadExistingGrant(context) {
      const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope(context.oidc.params.scope);
      grant.addOIDCClaims(["acr", "amr", ...PERSONAL]);
      await grant.save();
      return grant;
    },
    renderError(context, out) {
      context.type = "html";
      context.body = PAGE("Erreur ProConnect", `<p>${out.error}</p>`);
    },
  });
  provider.on("server_error", (_context, error) => console.error(error));
  return provider;
}

async function interact(provider, request, response) {
  const interaction = await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(PAGE("Connexion à ProConnect", `<form method="post"><label>Agent <input name="agent"></label>
      <label>Niveau <input name="acr" value="eidas1"></label>
      <button name="answer" value="yes">Se connecter</button><button name="answer" value="no">Annuler</button></form>`));
    return;
  }
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const said = new URLSearchParams(Buffer.concat(pieces).toString());
  const asked = JSON.parse(interaction.params.claims ?? "{}").id_token?.acr;
  const acr = said.get("acr");
  let result = { login: { accountId: said.get("agent"), acr, amr: STRONG.has(acr) ? ["pwd", "mfa"] : ["pwd"] } };
  if (said.get("answer") === "no") {
    result = { error: "access_denied", error_description: "User cancelled" };
  } else if (asked?.essential && !asked.values.includes(acr)) {
    result = { error: "access_denied", error_description: "requested ACRs could not be satisfied" };
  }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

let told;
let provider;
const server = createServer(async (request, response) => {
  try {
    if (!request.url.startsWith(PREFIX)) {
      response.statusCode = 404;
      response.end(PAGE("Y000404", ""));
      return;
    }
    request.originalUrl = request.url;
    request.url = request.url.slice(PREFIX.length);
    const address = new URL(request.url, "http://provider");
    if (address.pathname.startsWith("/interaction/")) {
      await interact(provider, request, response);
      return;
    }
    const unknown = [...address.searchParams.keys()].filter((name) => !KNOWN.has(name));
    if (address.pathname === "/authorize" && unknown.length) {
      response.statusCode = 400;
      response.end(PAGE("Y000400", unknown.join(" ")));
      return;
    }
    await provider.callback()(request, response);
  } catch (error) {
    console.error(error);
    response.statusCode = 500;
    response.end(PAGE("Erreur", ""));
  }
});

createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (!told) {
    told = message;
    provider = build(told, told.jwks);
    server.listen(told.port, "127.0.0.1", () => console.log("ready"));
  } else {
    provider = build(told, message.jwks);
    console.log("ready");
  }
}).on("close", () => process.exit(0));
