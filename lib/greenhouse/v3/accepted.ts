import { GreenhouseError } from "@/lib/greenhouse/connector";
import { fixedAuthorization, HarvestHttp } from "@/lib/greenhouse/http";

/** Returns whether Harvest v3 still accepts an access token, whatever it may read; null when Greenhouse does not answer. */
export async function isTokenAccepted(baseUrl: string, accessToken: string): Promise<boolean | null> {
  const authorization = fixedAuthorization(`Bearer ${accessToken}`);
  const http = new HarvestHttp({ api: "v3", baseUrl, authorization, assumedLimit: 1, windowSeconds: 30, attempts: 1 });
  try {
    return (await http.get("/offers?per_page=1")).status !== 401;
  } catch (error) {
    if (error instanceof GreenhouseError) return null;
    throw error;
  } finally {
    await http.close();
  }
}
