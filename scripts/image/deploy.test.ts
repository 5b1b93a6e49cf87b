import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { Job } from "kubernetes-models/batch/v1/Job";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { Secret } from "kubernetes-models/v1/Secret";
import { Service } from "kubernetes-models/v1/Service";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { programs } from "@/scripts/image/assemble";
import { imageEnvironment } from "@/scripts/test/contained";

// Its module format hides its exports from an import.
const { validate } = createRequire(import.meta.url)("dockerfile-utils") as typeof import("dockerfile-utils");
const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const filesOf = (folder: string) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`);
const units = filesOf("deploy/systemd");
const manifests = filesOf("deploy/kubernetes");
const everything = ["Dockerfile", "compose.yaml", ...filesOf("deploy/compose"), ...units, ...manifests];

const json = z.record(z.string(), z.unknown());
const documents = manifests.flatMap((file) =>
  parseAllDocuments(read(file)).map((document) => [file, json.parse(document.toJS())] as const),
);
const service = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.string()).optional(),
  command: z.array(z.string()).optional(),
});
const compose = z.object({ services: z.record(z.string(), service) }).parse(parse(read("compose.yaml"), { merge: true }));
const ours = Object.entries(compose.services).filter(([, { image }]) => image.startsWith("emptrust"));
const container = z.object({ image: z.string(), command: z.array(z.string()) });

/** Throws where a document is not as the schema of its kind has it. */
const kinds: Record<string, (document: object) => void> = {
  ConfigMap: (document) => new ConfigMap(document).validate(),
  Deployment: (document) => new Deployment(document).validate(),
  Job: (document) => new Job(document).validate(),
  NetworkPolicy: (document) => new NetworkPolicy(document).validate(),
  PodDisruptionBudget: (document) => new PodDisruptionBudget(document).validate(),
  Secret: (document) => new Secret(document).validate(),
  Service: (document) => new Service(document).validate(),
};

/** Everything of this shape anywhere in a value. */
function within<Shape>(schema: z.ZodType<Shape>, value: unknown): Shape[] {
  const found = schema.safeParse(value);
  const inside = typeof value === "object" && value !== null ? Object.values(value).flatMap((one) => within(schema, one)) : [];
  return found.success ? [found.data, ...inside] : inside;
}

const all = documents.map(([, document]) => document);
const known = new Set([...read("lib/platform/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name));

describe("the files that run the portal", () => {
  it("the Dockerfile has nothing that its linter minds", () => {
    expect(validate(read("Dockerfile")).map(({ message }) => message)).toEqual([]);
    expect(validate("FROM node\nRUNN x\n")).not.toEqual([]);
  });

  it("the Dockerfile sets what the image's test sets, and lets Node.js be process 1 without rights", () => {
    const stage =
      read("Dockerfile")
        .split(/^FROM /m)
        .at(-1) ?? "";
    const block = /^ENV ((?:.*\\\n)*.*)$/m.exec(stage)?.[1] ?? "";
    expect(Object.fromEntries([...block.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]))).toEqual(imageEnvironment);
    expect(stage).toMatch(/^USER \d+:\d+$/m);
    expect(stage).toMatch(/^CMD \["node", /m);
    expect(stage).not.toMatch(/^(RUN|ENTRYPOINT)/m);
  });

  it("the manifests hold what Kubernetes' own schemas allow, and they do mind", () => {
    for (const [file, document] of documents) {
      if (document.kind === "Kustomization") continue;
      const Model = kinds[String(document.kind)];
      expect(Model, `${file}: ${document.kind}`).toBeDefined();
      expect(() => Model?.(document), file).not.toThrow();
    }
    const wrong = structuredClone(all.find(({ kind }) => kind === "Deployment"));
    expect(() => kinds.Deployment?.({ ...wrong, spec: { ...json.parse(wrong?.spec), replicas: "two" } })).toThrow(/replicas/);
  });

  it("name no variable that the portal does not know", () => {
    const own = new Set([
      "POSTGRES_PASSWORD",
      "DATABASE_OWNER_PASSWORD",
      "DATABASE_PORTAL_PASSWORD",
      "POSTGRES_USER",
      ...Object.keys(imageEnvironment),
    ]);
    const named = [
      ...ours.flatMap(([, { environment = {} }]) => Object.keys(environment)),
      ...within(z.object({ kind: z.literal("ConfigMap"), data: json }), all).flatMap(({ data }) => Object.keys(data)),
      ...within(z.object({ kind: z.literal("Secret"), stringData: json }), all).flatMap(({ stringData }) => Object.keys(stringData)),
      ...within(z.object({ name: z.string().regex(/^[A-Z_]+$/), value: z.string() }), all).map(({ name }) => name),
      ...[...read("deploy/compose/example.env").matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name),
      ...units.flatMap((file) =>
        [...read(file).matchAll(/^Environment=(.*)$/gm)].flatMap(([, all = ""]) => all.split(" ").map((one) => one.split("=")[0] ?? "")),
      ),
    ];
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !known.has(name) && !own.has(name))).toEqual([]);
  });

  it("start programs that the image has", () => {
    const started = everything.flatMap((file) => [...read(file).matchAll(/program\/(\w+)\.mjs/g)].map(([, name = ""]) => name));
    expect(new Set(started)).toEqual(new Set(["start", "worker", "migrate", "health"]));
    for (const name of started) expect(Object.keys(programs)).toContain(name);
  });

  it("probe routes that exist", () => {
    const probed = within(z.object({ path: z.string(), port: z.string() }), all).map(({ path }) => path);
    expect(probed.length).toBe(3);
    for (const path of probed) expect(existsSync(join(root, "app", path, "route.ts")), path).toBe(true);
  });

  it("run one and the same image", () => {
    const images = [...ours.map(([, { image }]) => image), ...within(container, all).map(({ image }) => image)];
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(read("package.json")));
    expect(new Set(images)).toEqual(new Set([`emptrust-portal:${version}`]));
    expect(read("Dockerfile")).toContain(`ARG VERSION=${version}\n`);
  });

  it("wait longer for the end than the portal takes", () => {
    const waits = within(z.object({ terminationGracePeriodSeconds: z.number() }), all).map((one) => one.terminationGracePeriodSeconds);
    expect(waits).toHaveLength(3);
    for (const seconds of waits) expect(seconds).toBeGreaterThan(30);
    for (const file of units.filter((one) => !one.includes("migrate"))) expect(read(file)).toMatch(/^TimeoutStopSec=(3[5-9]|[4-9]\d)$/m);
  });

  it("hold no secret, and let nobody but the migration know the database's owner", () => {
    const secrets = within(z.object({ kind: z.literal("Secret"), stringData: json }), all).flatMap(({ stringData }) =>
      Object.values(stringData),
    );
    expect(secrets.filter((value) => value !== "")).toEqual([]);
    expect([...read("deploy/compose/example.env").matchAll(/^[A-Z_]+=(.+)$/gm)]).toEqual([]);
    expect(ours.filter(([, { environment = {} }]) => environment.DATABASE_URL?.includes("//emptrust:")).map(([name]) => name)).toEqual([
      "migrate",
    ]);
  });

  it("the image is built from no file that the build reads and .dockerignore hides", () => {
    const letIn = new Set([...read(".dockerignore").matchAll(/^!(\S+)$/gm)].map(([, name]) => name));
    const sources = /const buildSources = \[([^\]]+)\]/.exec(read("scripts/run.mjs"))?.[1] ?? "";
    for (const [, source = ""] of sources.matchAll(/"([^"]+)"/g)) expect(letIn, source).toContain(source.split("/")[0]);
  });
});
