import LinkHeader from "http-link-header";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import * as m from "@/lib/messages/generated/server/greenhouse";

/** Reads the `next` links of one connector's lists (RFC 8288). A repeated link would page forever, so it is an error. */
export class NextLinks {
  private readonly seen = new Set<string>();

  /** Returns the address of the next page, unchanged, from a response's `Link` header; null on the last page. */
  nextOf(link: string | undefined): string | null {
    if (!link) return null;
    let next: string | undefined;
    try {
      next = LinkHeader.parse(link).rel("next")[0]?.uri;
    } catch {
      throw new GreenhouseError("greenhouse_unreadable", m.nextPageInvalid());
    }
    if (!next) return null;
    if (this.seen.has(next)) {
      throw new GreenhouseError("greenhouse_unreadable", m.nextPageRepeated());
    }
    this.seen.add(next);
    return next;
  }
}

/**
 * Returns the error for a `next` link that Greenhouse refused, with whatever status: the place in the list is lost. A missing
 * permission or a revoked credential shows itself at the first page of the next listing.
 */
export function refusedPlace(status: number): GreenhouseError {
  return new GreenhouseError("greenhouse_unreadable", m.nextPageRefused({ status: String(status) }));
}
