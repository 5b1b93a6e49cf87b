import { z } from "zod";
import { onAccount, scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import { credentialsOf, type Stage } from "@/e2e/sandbox/control/stage";
import { scopes } from "@/e2e/sandbox/v3/scopes";
import { WorldError } from "@/e2e/sandbox/world/changes";
import type { World } from "@/e2e/sandbox/world/world";

const onCredential = onAccount.extend({ credential: z.string().max(200).optional().meta({ title: "Key or client" }) });

/** What happens to the keys and clients of an account: to all of them, or to the one that is named. */
export const credentials = {
  revoke: turn(
    "revoke",
    "Revoke keys and clients",
    "Refuses a key with 401, gives a client no token; all of the account's unless one is chosen.",
    "Revoked",
  ),
  restore: turn("restore", "Restore keys and clients", "Lets them work again; all of the account's unless one is chosen.", "Restored"),
  "expire-token": scenario(
    "Expire the token",
    "Ends the access tokens of the account's clients as if their time was over.",
    onCredential,
    (scene, given) => {
      const names = clientsOf(scene.stage, scene.world, given.credential);
      for (const id of names) scene.stage.clients.expireToken(id);
      return { summary: `Tokens expired: ${names.join(", ")}.`, credentials: names };
    },
  ),
  "remove-scope": scenario(
    "Remove a scope",
    "Takes one scope from the account's clients; Restore does not give it back, Give all scopes does.",
    onCredential.extend({ scope: z.enum(scopes).default("harvest:offers:list").meta({ title: "Scope" }) }),
    (scene, { credential, scope }) => {
      const names = clientsOf(scene.stage, scene.world, credential);
      for (const id of names) {
        const kept = scene.stage.clients.find(id)?.scopes.filter((one) => one !== scope) ?? [];
        scene.stage.clients.setScopes(id, kept);
      }
      return { summary: `Without ${scope}: ${names.join(", ")}.`, credentials: names };
    },
  ),
  "hide-private": scenario(
    "Hide private candidates",
    "The account's clients act for a user who is on no private candidate's hiring team, or again for one who is on all.",
    onCredential.extend({ hidden: z.boolean().default(true).meta({ title: "Hidden" }) }),
    (scene, { credential, hidden }) => {
      const names = clientsOf(scene.stage, scene.world, credential);
      for (const id of names) scene.stage.clients.setSeesPrivate(id, !hidden);
      return { summary: `Private candidates are ${hidden ? "hidden from" : "shown to"}: ${names.join(", ")}.`, credentials: names };
    },
  ),
  "give-scopes": scenario("Give all scopes", "Gives the account's clients every scope.", onCredential, (scene, given) => {
    const names = clientsOf(scene.stage, scene.world, given.credential);
    for (const id of names) scene.stage.clients.setScopes(id, scopes);
    return { summary: `With every scope: ${names.join(", ")}.`, credentials: names };
  }),
};

/** A scenario that revokes or restores keys and clients. */
function turn(how: "revoke" | "restore", label: string, sentence: string, done: string) {
  return scenario(label, sentence, onCredential, ({ stage, world }, given) => {
    const { keys, clients, names } = chosen(stage, world, given.credential);
    for (const { key } of keys) stage.keys[how](key);
    for (const { id } of clients) stage.clients[how](id);
    return { summary: `${done}: ${names.join(", ")}.`, credentials: names };
  });
}

function chosen(stage: Stage, world: World, name: string | undefined) {
  const { keys: allKeys, clients: allClients } = credentialsOf(stage, world);
  const keys = allKeys.filter(({ key }) => name === undefined || key === name);
  const clients = allClients.filter(({ id }) => name === undefined || id === name);
  const names = [...keys.map(({ key }) => key), ...clients.map(({ id }) => id)];
  if (names.length === 0) throw new WorldError("unknown", "The account has no such key or client.");
  return { keys, clients, names };
}

function clientsOf(stage: Stage, world: World, name: string | undefined): string[] {
  const { clients } = chosen(stage, world, name);
  if (clients.length === 0) throw new WorldError("impossible", "This needs a client: a key has neither tokens nor scopes.");
  return clients.map(({ id }) => id);
}
