import { credentialsRoute, csrfRoute } from "@/lib/platform/paths/account";

export interface Answer {
  status: number;
  body: { code?: string; detail?: string; [name: string]: unknown };
}

const PATIENCE_MS = 90_000;

/** A user signed in to a portal, who calls its API. */
export class Session {
  private readonly url: string;
  private readonly cookies = new Map<string, string>();

  private constructor(url: string) {
    this.url = url;
  }

  static async signIn(url: string, user: { email: string; password: string }): Promise<Session> {
    const session = new Session(url);
    const { body } = await session.ask("GET", csrfRoute);
    const form = new URLSearchParams({ csrfToken: String(body.csrfToken), json: "true", ...user });
    await session.fetch("POST", credentialsRoute, form);
    if (![...session.cookies.keys()].some((name) => name.includes("session-token"))) throw new Error("signing in failed");
    return session;
  }

  /** Returns status and body of an answer; the body of one that is no JSON is empty. Throws when there is no answer. */
  async ask(method: string, path: string, data?: unknown): Promise<Answer> {
    const response = await this.fetch(method, path, data === undefined ? undefined : JSON.stringify(data));
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : {} };
  }

  private async fetch(method: string, path: string, body: string | URLSearchParams | undefined): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        origin: this.url,
        ...(typeof body === "string" ? { "content-type": "application/json" } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}
