import { GreenhouseError } from "@/lib/greenhouse/connector";
import { fixedAuthorization } from "@/lib/greenhouse/http";
import { v3Http } from "@/lib/greenhouse/v3/http";

/** Returns whether Harvest v3 still accepts an access token, whatever it may read; null when Greenhouse does not answer. */
export async function isTokenAccepted(baseUrl: string, accessToken: string): Promise<boolean | null> {
  const http = v3Http({ baseUrl, authorization: fixedAuthorization(`Bearer ${accessToken}`), attempts: 1 });
  try {
    return (await http.get("/offers?per_page=1")).status !== 401;
  } catch (error) {
    if (error instanceof GreenhouseError) return null;
    throw error;
  } finally {
    await http.close();
  }
}
