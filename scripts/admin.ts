import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type pg from "pg";
import { z } from "zod";
import { OPERATOR } from "@/lib/audit/actions";
import { verifyAuditChain } from "@/lib/audit/chain";
import { accountEmail } from "@/lib/auth/accounts/data";
import { createUser, listUsers, resetPassword, unsafeListOrganizations } from "@/lib/auth/accounts/operator";
import { passwordProblem } from "@/lib/auth/password";
import { roles } from "@/lib/auth/permissions";
import { resetFactors } from "@/lib/auth/second-factor/mutations";
import { closeQueue } from "@/lib/jobs/queue";
import { sent } from "@/lib/platform/columns";
import { closeDatabase } from "@/lib/platform/database/client";
import { asOrganizationId, inOrganization } from "@/lib/platform/db";
import { stopEnforcing } from "@/lib/sso/mutations";
import { heldMail, releaseMail } from "@/lib/workflows/invite/held-mail";
import { type KeyUse, rotateKeys } from "@/lib/workflows/operate/keys/rotate-keys";
import type { PreparedDatabase } from "@/prisma/prepare-database";
import { backup, holdMail, restoreInto } from "@/scripts/portal/backup";
import { CommandError, openDatabase, prepareEnvironment, runCommand } from "@/scripts/portal/environment";

const usage = `npm run admin -- create-user --organization NAME --email E --role admin|hr [--name N]   (password from standard input)
npm run admin -- list-users
npm run admin -- reset-password --email E                                                 (password from standard input)
npm run admin -- reset-factors --email E                                                  (for a person who lost theirs; make sure who asks)
npm run admin -- disable-sso --organization NAME                                          (passwords open the organization again)
npm run admin -- rotate-keys
npm run admin -- verify-audit                                                             (the first broken link of each audit log)
npm run admin -- backup FILE                                                              (everything, in pg_dump's custom format)
npm run admin -- restore FILE                                                             (into an empty database; no email leaves until release-mail)
npm run admin -- release-mail                                                             (prints what would be sent, then lets it go)`;

const email = z.string().transform(accountEmail).pipe(z.email("must be an e-mail address").max(254));
const newUserSchema = z.object({
  organization: z
    .string("is required")
    .pipe(sent.name)
    .refine((name) => name !== "", "is required"),
  email,
  role: z.enum(roles, "must be admin, hr or viewer"),
  name: z.optional(sent.name),
});

function read<Value>(schema: z.ZodType<Value>, given: unknown): Value {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CommandError(`--${issue?.path.join(".")}: ${issue?.code === "invalid_type" ? "is required" : issue?.message}\n\n${usage}`);
}

function readArguments() {
  const string = { type: "string" } as const;
  try {
    return parseArgs({ allowPositionals: true, options: { organization: string, email: string, role: string, name: string } });
  } catch (error) {
    throw error instanceof TypeError ? new CommandError(`${error.message}\n\n${usage}`) : error;
  }
}

/**
 * Reads a password for an account from the terminal or standard input; every user of the machine could read it in an argument. It is held
 * to the same rules as one that is chosen in the portal.
 */
async function readPassword(email: string, organizations: string[]): Promise<string> {
  let password: string;
  if (process.stdin.isTTY) {
    const muted = new Writable({ write: (_chunk, _encoding, done) => done() });
    const prompt = createInterface({ input: process.stdin, output: muted, terminal: true });
    process.stdout.write("Password: ");
    prompt.once("SIGINT", () => process.exit(130));
    const { value = "" } = await prompt[Symbol.asyncIterator]().next();
    password = value;
    prompt.close();
    process.stdout.write("\n");
  } else {
    password = (await text(process.stdin)).replace(/\r?\n$/, "");
  }
  const problem = await passwordProblem(password, { email, organizations });
  if (problem) throw new CommandError(`password: ${problem}`);
  return password;
}

type Options = ReturnType<typeof readArguments>["values"];

const commands: Record<string, (options: Options, database: PreparedDatabase, file: string) => Promise<string>> = {
  "create-user": async (options) => {
    const user = read(newUserSchema, options);
    const created = await createUser({
      ...user,
      name: user.name ?? user.email,
      password: await readPassword(user.email, [user.organization]),
    });
    if (created === "member") throw new CommandError(`--email: ${user.email} is already a member of ${user.organization}`);
    if (created === "password") throw new CommandError(`--email: ${user.email} has an account with another password; give that one`);
    return `${user.email} can now sign in as ${user.role} of ${user.organization}.`;
  },
  "list-users": async () => {
    const lines: string[] = [];
    for (const organization of await unsafeListOrganizations()) {
      for (const user of await listUsers(asOrganizationId(organization.id))) {
        lines.push(
          [organization.name, user.email, user.role, user.name, user.accountId === null ? "has not joined yet" : ""].join("\t").trimEnd(),
        );
      }
    }
    return lines.length > 0 ? lines.join("\n") : "There are no users yet.";
  },
  "reset-password": async (options) => {
    const user = read(z.object({ email }), options);
    if (!(await resetPassword(user.email, await readPassword(user.email, [])))) throw new CommandError(`--email: no user ${user.email}`);
    return `${user.email} has a new password; every session with the old one has ended.`;
  },
  "reset-factors": async (options) => {
    const user = read(z.object({ email }), options);
    if (!(await resetFactors(user.email))) throw new CommandError(`--email: no user ${user.email}`);
    return `${user.email} has no second factor any more, and every session of theirs has ended.`;
  },
  "disable-sso": async (options) => {
    const { organization } = read(newUserSchema.pick({ organization: true }), options);
    const found = (await unsafeListOrganizations()).find(({ name }) => name === organization);
    if (!found) throw new CommandError(`--organization: no organization ${organization}`);
    const id = asOrganizationId(found.id);
    const wasDemanded = await inOrganization(id, (tx) => stopEnforcing(tx, id, { id: null, name: OPERATOR }));
    return wasDemanded ? `Passwords open ${organization} again.` : `${organization} does not demand single sign-on.`;
  },
  backup: async (_options, { adminUrl }, file) => {
    if (adminUrl === undefined) throw new CommandError("DATABASE_ADMIN_URL: is required: a backup is taken by the owner");
    const { tables, rows } = await backup(adminUrl, file);
    return `${file}: ${tables} tables, ${rows} rows. Keep the key ring with it: without CREDENTIAL_KEYS no credential and no link can be opened.`;
  },
  restore: async (_options, _database, file) =>
    `${file} is restored. No email leaves until an admin lets it go under New Hires, or: npm run admin -- release-mail`,
  "release-mail": async () => {
    const lines: string[] = [];
    for (const { id, name } of await unsafeListOrganizations()) {
      const organizationId = asOrganizationId(id);
      const { since, total, items } = await inOrganization(organizationId, heldMail);
      if (since === null) continue;
      lines.push(`${name}: ${total} invitations, held since ${since}`, ...items.map((item) => `  ${item.name}  ${item.sentTo}`));
      if (total > items.length) lines.push(`  and ${total - items.length} more`);
      await inOrganization(organizationId, (tx) => releaseMail(tx, organizationId, { id: null, name: OPERATOR }));
    }
    await closeQueue(0);
    return lines.length > 0 ? `${lines.join("\n")}\nEmails are sent again.` : "No emails are held.";
  },
  "verify-audit": async () => {
    const lines: string[] = [];
    for (const { id, name } of await unsafeListOrganizations()) {
      const { sealed, unsealed, broken } = await inOrganization(asOrganizationId(id), verifyAuditChain);
      lines.push(
        `${name}: ${broken ? `BROKEN at entry ${broken.sequence}: ${chainWords[broken.why]}` : "whole"} (${sealed} sealed, ${unsealed} waiting)`,
      );
      if (broken) process.exitCode = 1;
    }
    return lines.length > 0 ? lines.join("\n") : "There are no organizations yet.";
  },
  "rotate-keys": async () => {
    const { resealed, unopened, keys } = await rotateKeys((done, total) => {
      if (done % PROGRESS_STEP === 0 || done === total) process.stdout.write(`${done} of ${total}\n`);
    });
    if (unopened > 0 || keys.some(({ isInRing }) => !isInRing)) process.exitCode = 1;
    const failed = unopened > 0 ? [`${unopened} could not be opened and stay as they are.`] : [];
    return [`${resealed} secrets re-encrypted with the first key.`, ...failed, ...keys.map(keyWords)].join("\n");
  },
};

/** How many secrets are re-encrypted between two lines of progress. */
const PROGRESS_STEP = 20;

function keyWords({ keyId, isCurrent, isInRing, sealed, waiting, waitingUntil }: KeyUse): string {
  if (isCurrent) return `${keyId}: encrypts (${sealed} secrets).`;
  const secrets = sealed > 0 ? [`${sealed} secrets`] : [];
  const links = waiting > 0 ? [`${waiting} invitations that wait to be sent, until ${waitingUntil?.toISOString()} at the latest`] : [];
  const needed = [...secrets, ...links].join(" and ");
  if (!isInRing) return `${keyId}: MISSING from CREDENTIAL_KEYS, and needed by ${needed}.`;
  if (needed !== "") return `${keyId}: still needed by ${needed}. Run rotate-keys again then.`;
  return `${keyId}: needed by nothing here. It may leave CREDENTIAL_KEYS now; keep it with the backups that were taken before.`;
}

const chainWords = {
  changes: "what was changed is not what was written",
  link: "the entry is not what was written",
  gap: "entries before it are missing or were put in",
};

/** Those that take the name of a file. */
const withFile = new Set(["backup", "restore"]);

await runCommand(async () => {
  const { values, positionals } = readArguments();
  const [name = "", ...others] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const file = withFile.has(name) ? (others.shift() ?? "") : "";
  if (!command || others.length > 0 || (withFile.has(name) && file === "")) throw new CommandError(usage);
  const { env, database } = await prepareEnvironment({ mail: false });
  try {
    const ownerUrl = env.DATABASE_ADMIN_URL ?? env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
    // Before the first migration, and before anything else can work with what is restored.
    const restoring = { before: async (owner: pg.Client) => void (await restoreInto(owner, ownerUrl, file)), after: holdMail };
    const prepared = await openDatabase(name === "restore" ? restoring : {});
    process.stdout.write(`${await command(values, prepared, file)}\n`);
  } finally {
    await closeDatabase();
    await database?.stop();
  }
});
