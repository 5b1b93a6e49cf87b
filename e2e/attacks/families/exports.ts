import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { path } from "@/lib/platform/paths/address";
import { newHireExportRoute } from "@/lib/platform/paths/hires";
import { newHireRoute } from "@/lib/platform/paths/record";
import { invitationSettingsRoute, previewInvitationRoute } from "@/lib/platform/paths/settings";
import { auditExportRoute } from "@/lib/platform/paths/team";

const recorded = { AuditEntry: "an export is recorded" };
const edited = {
  NewHire: "the record holds the text",
  NewHireCount: "counts follow",
  HireEvent: "its timeline",
  AuditEntry: "the edit and the export are recorded",
  job: "search follows",
};

/** What spreadsheets take for a formula, in a field that HR may write. */
function formula(text: string): Attack {
  return {
    name: `an export shows ${JSON.stringify(text)} as text`,
    answer: ["200"],
    moves: edited,
    async send(scene) {
      const address = path(newHireRoute, scene.ours.ids.pendingHireId);
      const { version } = JSON.parse((await scene.call(`GET ${address}`, { as: "hr" })).body);
      const saved = await scene.call(`PATCH ${address}`, { as: "hr", body: { version, changes: { location: text } } });
      return saved.status === 200 ? scene.call(`GET ${newHireExportRoute}?format=csv`, { as: "hr" }) : saved;
    },
    holds: async (_, [answer]) => {
      const cells = (answer?.body ?? "").split(/[,\r\n]/).map((cell) => cell.replace(/^"/, ""));
      return unless(
        cells.some((cell) => cell.startsWith(`'${text.slice(0, 4)}`)) && !cells.some((cell) => /^[=+@-]\w*\d*[+(]/.test(cell)),
        "a cell is a formula",
      );
    },
  };
}

/** The email is written with this text, and looked at as a browser would. */
function previewing(name: string, body: string, holds: (html: string) => boolean): Attack {
  return {
    name,
    answer: "200",
    async send(scene) {
      const { template } = JSON.parse((await scene.call(`GET ${invitationSettingsRoute}`, { as: "admin" })).body);
      return scene.call(`POST ${previewInvitationRoute}`, { as: "admin", body: { template: { ...template, body } } });
    },
    holds: async (_, [answer]) => unless(holds(JSON.parse(answer?.body ?? "{}").html), "the email has markup"),
  };
}

export const exports_: Family = {
  name: "exports and emails",
  attacks: [
    ...["=1+1", "+1+1", "-1+1", "@SUM(1)", `=HYPERLINK("http://evil.example")`].map(formula),
    calling("an export in a form that there is not is refused", "422 invalid_fields", `GET ${newHireExportRoute}?format=../../etc/passwd`, {
      as: "hr",
    }),
    {
      ...calling("an export is a file to keep and nothing to open", "200", `GET ${newHireExportRoute}?format=csv`, { as: "hr" }),
      moves: recorded,
      holds: async (_, [answer]) =>
        unless(
          answer?.headers["content-disposition"]?.startsWith("attachment") === true &&
            /no-store/.test(answer.headers["cache-control"] ?? ""),
          "it can be opened or kept",
        ),
    },
    {
      ...calling("the audit log's export is a file to keep and nothing to open", "200", `GET ${auditExportRoute}`, { as: "admin" }),
      moves: recorded,
      holds: async (_, [answer]) => unless(answer?.headers["content-disposition"]?.startsWith("attachment") === true, "it can be opened"),
    },
    previewing("a script in the email's text is text", "<script>alert(1)</script>", (html) => !html.includes("<script>alert")),
    previewing("a picture in the email's text is text", "<img src=x onerror=alert(1)>", (html) => !html.includes("<img src=x")),
    previewing("a link in the email's text leads where it says", "[click](javascript:alert(1))", (html) => !/href="javascript:/.test(html)),
    {
      name: "taking file after file has to wait",
      answer: ["200", "429 too_many_requests"],
      moves: recorded,
      send: async (scene) => {
        const answers = [];
        for (let taken = 0; taken < 121; taken++) answers.push(await scene.call(`GET ${newHireExportRoute}?format=csv`, { as: "hr" }));
        return answers;
      },
      holds: async (_, answers) => unless(answers.at(-1)?.status === 429, "every file was given"),
    },
  ],
};
