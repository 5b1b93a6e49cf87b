import { Resolver } from "node:dns/promises";
import { env } from "@/lib/platform/env";

/** Returns the TXT records of a name, each as one text; none where the name has none. Null where no DNS server answers. */
export async function txtRecords(name: string): Promise<string[] | null> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const { DNS_SERVER } = env();
  if (DNS_SERVER !== undefined) resolver.setServers([DNS_SERVER]);
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENOTFOUND" || code === "ENODATA" ? [] : null;
  }
}
