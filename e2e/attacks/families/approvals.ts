import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { authorizeRoute } from "@/lib/platform/paths/greenhouse";

/** A GET by need: an approval begins at an address that a browser is sent to. */
const line = `GET ${authorizeRoute}?inviteFrom=2020-01-01`;

function refused(name: string, headers: Record<string, string>): Attack {
  return calling(name, "403 cross_origin", line, {
    as: "admin",
    headers: { accept: "text/html", "sec-fetch-mode": "navigate", ...headers },
  });
}

function begun(name: string, headers: Record<string, string>): Attack {
  return {
    ...calling(name, "303", line, { as: "admin", headers }),
    moves: { GreenhouseApproval: "the approval is waited for" },
    holds: async (_, [answer]) =>
      unless(answer?.headers.location?.startsWith(process.env.GREENHOUSE_AUTH_URL ?? "?") === true, "it leads elsewhere"),
  };
}

export const approvals: Family = {
  name: "approvals",
  attacks: [
    refused("another site's link begins no approval in Greenhouse", { "sec-fetch-site": "cross-site" }),
    refused("a neighbouring site's link begins no approval in Greenhouse", { "sec-fetch-site": "same-site" }),
    refused("another site's link begins none where a browser names its page only", { referer: "http://evil.example/127.0.0.1" }),
    begun("an approval that the portal's own page begins leads to Greenhouse alone", { "sec-fetch-site": "same-origin" }),
    begun("an approval that a typed address begins leads to Greenhouse alone", { "sec-fetch-site": "none" }),
    begun("an approval that a program begins leads to Greenhouse alone", {}),
  ],
};
