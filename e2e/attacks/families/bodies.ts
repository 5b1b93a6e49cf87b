import { gzipSync } from "node:zlib";
import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { announce, raw } from "@/e2e/attacks/engine/client";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import { path } from "@/lib/platform/paths/address";
import { newHiresRoute, savedViewsRoute } from "@/lib/platform/paths/hires";
import { newHireRoute } from "@/lib/platform/paths/record";
import { teamRoute } from "@/lib/platform/paths/team";

const json = { "content-type": "application/json" };
const invalid = "422 invalid_fields";
const malformed = "400 malformed_json";

function posting(name: string, answer: string | string[], body: string | Buffer, headers: Record<string, string> = json): Attack {
  return calling(name, answer, `POST ${savedViewsRoute}`, { as: "admin", headers, body });
}

function editing(name: string, answer: string, changes: string): Attack {
  return calling(name, answer, ({ ours }) => `PATCH ${path(newHireRoute, ours.ids.pendingHireId)}`, {
    as: "hr",
    headers: json,
    body: `{"version":1,"changes":${changes}}`,
  });
}

const view = (name: unknown, query: unknown = "") => JSON.stringify({ name, query });

export const bodies: Family = {
  name: "bodies",
  attacks: [
    posting("a hundred thousand lists in one another end in a refusal", [malformed, invalid], "[".repeat(100_000) + "]".repeat(100_000)),
    posting(
      "twenty thousand objects in one another end in a refusal",
      [malformed, invalid],
      `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
    ),
    {
      name: "a body of a megabyte is refused unread",
      answer: "413 payload_too_large",
      send: ({ origin, ours }) => announce(origin, `POST ${savedViewsRoute}`, 1_048_576, { ...json, cookie: ours.cookies.admin }),
    },
    posting("a body of 300 KiB that does not say so is refused", "413 payload_too_large", view("a".repeat(300_000))),
    posting("a packed body is not unpacked", ["415 unsupported_media_type", malformed], gzipSync("0".repeat(20_000_000)), {
      ...json,
      "content-encoding": "gzip",
    }),
    posting("a body that is not UTF-8 is refused", malformed, Buffer.from([0x22, 0xff, 0xfe, 0x22])),
    posting("UTF-16 is not taken for UTF-8", malformed, Buffer.from(view(TYPED), "utf16le")),
    posting("a NUL character is refused", invalid, view(`a\0${TYPED}`)),
    posting("half a surrogate pair is refused", invalid, '{"name":"\\ud800","query":""}'),
    posting("a list in place of an object is refused", invalid, "[]"),
    posting("null in place of an object is refused", invalid, "null"),
    posting("a number in place of a name is refused", invalid, view(1e300)),
    posting("no body in place of an object is refused", [malformed, "415 unsupported_media_type"], ""),
    posting("JavaScript in place of JSON is refused", malformed, `{name: '${TYPED}'}`),
    posting(
      "XML with an external entity is refused",
      [malformed, "415 unsupported_media_type"],
      `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`,
      {
        "content-type": "application/xml",
      },
    ),
    posting("JSON with a form's media type is refused", "415 unsupported_media_type", view(TYPED), {
      "content-type": "application/x-www-form-urlencoded",
    }),
    posting("JSON as plain text is refused", "415 unsupported_media_type", view(TYPED), { "content-type": "text/plain;charset=UTF-8" }),
    posting("JSON in a form of parts is refused", "415 unsupported_media_type", view(TYPED), {
      "content-type": "multipart/form-data; boundary=a",
    }),
    posting("JSON without a media type is refused", "415 unsupported_media_type", view(TYPED), { "content-type": "" }),
    posting("a prototype in a body is not taken over", invalid, `{"__proto__":{"name":"${TYPED}","query":""}}`),
    editing("a field called __proto__ is none, and changes nothing", "200", `{"__proto__":"${TYPED}"}`),
    editing("a field called constructor is refused", invalid, `{"constructor":"${TYPED}"}`),
    editing("a field called toString is refused", invalid, `{"toString":"${TYPED}"}`),
    editing("an object as a field's value is refused", invalid, `{"location":{"toString":"${TYPED}"}}`),
    editing("a field longer than its column is refused", invalid, `{"location":"${TYPED.repeat(2_000)}"}`),
    {
      ...editing("a line break in a name becomes a blank", "200", '{"firstName":"Ada\\r\\nBcc: a@evil.example"}'),
      moves: { NewHire: "the name is saved, on one line", HireEvent: "its timeline", AuditEntry: "the edit is recorded" },
      holds: async (_, [answer]) =>
        unless(JSON.parse(answer?.body ?? "{}").fields.firstName.value === "Ada Bcc: a@evil.example", "it has two lines"),
    },
    calling("a version beyond the column is refused", invalid, ({ ours }) => `PATCH ${path(newHireRoute, ours.ids.pendingHireId)}`, {
      as: "hr",
      body: { version: 2 ** 53, changes: {} },
    }),
    {
      name: "of a key that stands twice, the checked value is the one that counts",
      answer: invalid,
      send: (scene) =>
        scene.call(`POST ${teamRoute}`, {
          as: "admin",
          headers: json,
          body: `{"email":"a@b.example","name":"A","role":"viewer","role":"${TYPED}"}`,
        }),
    },
    {
      name: "a body that ends before its length is never acted on",
      answer: ["400", "408", "NaN"],
      send: ({ origin, ours }) =>
        raw(
          origin,
          `POST ${savedViewsRoute} HTTP/1.1\r\nHost: a\r\nCookie: ${ours.cookies.admin}\r\nContent-Length: 400\r\nContent-Type: application/json\r\n\r\n{"name":"`,
        ).catch(() => ({ status: 400, headers: {}, body: "" })),
    },
    {
      name: "a chunk that cannot be read ends the connection",
      answer: "400",
      send: ({ origin }) =>
        raw(origin, `POST ${savedViewsRoute} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
    },
    {
      ...calling("a thousand names in a query are read and ignored", "200", `GET ${newHiresRoute}?${"a[__proto__][b]=1&".repeat(300)}`, {
        as: "hr",
      }),
      holds: async (scene) => unless((await scene.call("GET /api/health/live")).status === 200, "the portal is gone"),
    },
  ],
};
