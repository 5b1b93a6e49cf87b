import { describe, expect, it } from "vitest";
import { problemSchema } from "@/lib/http/problem";
import { problemResponse } from "@/lib/http/problem-response";
import { title } from "@/lib/messages/generated/problems";
import { AppError, problemStatus } from "@/lib/platform/errors";
import { problemCodes } from "@/lib/platform/problem-codes";

describe("the closed list of problems", () => {
  it("has a status for every code, and no code twice", () => {
    expect(Object.keys(problemStatus).sort()).toEqual([...problemCodes].sort());
    expect(new Set(problemCodes).size).toBe(problemCodes.length);
  });

  it.each(problemCodes)("answers %s as the failure it is", (code) => {
    const status = problemStatus[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title({ code })).not.toBe("");
  });

  it("refuses a code that is not in it, so that a client can rely on the list", () => {
    const problem = { type: "about:blank", title: "t", status: 418, detail: "d" };
    expect(problemSchema.safeParse({ ...problem, code: "teapot" }).success).toBe(false);
    expect(problemSchema.safeParse({ ...problem, code: "not_found" }).success).toBe(true);
  });
});

it("carries what its English text holds as parameters, so that a client can say it in its own words", async () => {
  const reason = "550 5.1.1 No such mailbox";
  const error = new AppError("service_unavailable", `Nothing was sent. ${reason}`, {
    params: { service: "email", reason },
    retryAfterSeconds: 30,
  });
  const answer = problemResponse(error, new Request("http://localhost:3000/api/settings/invitations/test"));
  expect(problemSchema.parse(await answer.json())).toMatchObject({
    code: "service_unavailable",
    params: { service: "email", reason, seconds: 30 },
  });
});
