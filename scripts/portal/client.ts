import { credentialsRoute, csrfRoute } from "@/lib/platform/paths/account";

/** An HTTP client for a running portal that keeps next-auth's cookies, as a browser does. */
export class PortalClient {
  private readonly cookies = new Map<string, string>();
  private readonly portalUrl: string;

  constructor(portalUrl: string) {
    this.portalUrl = portalUrl;
  }

  /** Signs in through next-auth's route; throws when that fails. */
  async signIn(email: string, password: string): Promise<void> {
    const { csrfToken } = (await (await this.call("GET", csrfRoute)).json()) as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, email, password, json: "true" });
    const response = await this.send(credentialsRoute, { method: "POST", body: form });
    if (!response.ok) throw new Error(`signing in as ${email} failed with status ${response.status}`);
  }

  /** Calls a route, with a JSON body if given. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    if (body === undefined) return this.send(path, { method });
    return this.send(path, { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  }

  /** Returns the `Cookie` header, for programs that send requests themselves. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", this.cookie);
    const response = await fetch(`${this.portalUrl}${path}`, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }
}
