import { createHash, randomBytes } from "node:crypto";

/** Returns a random PKCE verifier, which stays here, and its challenge, which is sent to the consent page (RFC 7636). */
export function createPkcePair(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Returns the address of the consent page, where an admin approves the connection ("Partner flow"). */
export function consentAddress(
  authUrl: string,
  {
    clientId,
    redirectUri,
    scopes,
    state,
    challenge,
  }: { clientId: string; redirectUri: string; scopes: readonly string[]; state: string; challenge: string | null },
): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(" "),
    state,
    ...(challenge === null ? {} : { code_challenge: challenge, code_challenge_method: "S256" }),
  });
  return `${authUrl}/authorize?${query}`;
}
