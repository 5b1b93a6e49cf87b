import { credentialsRoute, csrfRoute } from "@/lib/platform/paths";
/** A signed-in caller of a running portal, for programs: it keeps next-auth's cookies as a browser does. */
export class PortalClient {
  private readonly cookies = new Map<string, string>();
  private readonly portalUrl: string;

  constructor(portalUrl: string) {
    this.portalUrl = portalUrl;
  }

  /** Signs in through next-auth's own door. Throws when it does not open. */
  async signIn(email: string, password: string): Promise<void> {
    const { csrfToken } = (await (await this.call("GET", csrfRoute)).json()) as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, email, password, json: "true" });
    const answer = await this.send(credentialsRoute, { method: "POST", body: form });
    if (!answer.ok) throw new Error(`signing in as ${email} was answered with ${answer.status}`);
  }

  /** Calls a route with a JSON body if one is given. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    if (body === undefined) return this.send(path, { method });
    return this.send(path, { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  }

  /** The cookies as a request carries them, for a program that sends its requests itself. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", this.cookie);
    const answer = await fetch(`${this.portalUrl}${path}`, { ...init, headers, redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }
}
