import LinkHeader from "http-link-header";
import { GreenhouseError } from "@/lib/greenhouse/connector";

/**
 * The `next` links of one connector's lists, each taken as Greenhouse gave it (RFC 8288); no `next` is the last page. A link
 * that was given before would never come to an end and is an error.
 */
export class NextLinks {
  private readonly given = new Set<string>();

  /** The address of the page after this answer; null on the last. */
  after(link: string | undefined): string | null {
    if (!link) return null;
    let next: string | undefined;
    try {
      next = LinkHeader.parse(link).rel("next")[0]?.uri;
    } catch {
      throw new GreenhouseError("greenhouse_unreadable", "Greenhouse's link to the next page cannot be read.");
    }
    if (!next) return null;
    if (this.given.has(next)) {
      throw new GreenhouseError("greenhouse_unreadable", "Greenhouse's list leads back to a page that was read.");
    }
    this.given.add(next);
    return next;
  }
}
