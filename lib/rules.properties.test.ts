import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day } from "@/e2e/fixtures/arbitraries";
import { fillTemplate } from "@/lib/email/fill-template";
import { templateProblems, templateVariables } from "@/lib/email/template";
import { hireFields } from "@/lib/hire-fields/fields";
import { parseField } from "@/lib/hire-fields/rules";
import { newHireSorts } from "@/lib/hires/codes";
import { decodeCursor, encodeCursor } from "@/lib/hires/list/cursor";
import { isReminderDue, linkState, maskedAddress, mayBecome, nextAttemptIn, RESEND_SECONDS, resendWait } from "@/lib/invitations/rules";
import { invitationStatuses } from "@/lib/invitations/schema";
import { acceptedOffer, mergeOffers, nextCheckAt, type OfferState } from "@/lib/offers/rules";
import { addDays, daysBetween, isDay, localDay, startOf } from "@/lib/platform/calendar";
import { AppError } from "@/lib/platform/errors";
import { asApplicationId, asCandidateId, asOfferId } from "@/lib/platform/ids";
import { unknownValues } from "@/lib/settings/mapping/schema";
import { clockSkewSeconds, listingStart, momentOf } from "@/lib/workflows/sync/listing/listing-start";
import { toNewHireDraft } from "@/lib/workflows/sync/to-new-hire-draft";

const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.constantFrom(" ", "\u0000", "\ud800", "a@b.example", "2027-02-30"),
);
const field = fc.constantFrom(...hireFields);

describe("a field's value", () => {
  it("is read from any text without throwing; what was read is read as itself", () => {
    fc.assert(
      fc.property(field, text, (name, raw) => {
        const parsed = parseField(name, raw);
        if (!parsed.ok) return;
        expect(parseField(name, parsed.value)).toEqual(parsed);
        expect(parsed.value?.isWellFormed() ?? true).toBe(true);
      }),
    );
  });

  it("from Greenhouse is valid or missing, and what is not valid is kept to be shown", () => {
    const reported = fc.option(text, { nil: undefined });
    const typed = fc.array(fc.record({ type: fc.constantFrom("personal", "work", "other", "home", "mobile", "?"), value: text }), {
      maxLength: 3,
    });
    const candidate = fc.record({
      firstName: fc.option(text),
      lastName: fc.option(text),
      preferredName: fc.option(text),
      emails: typed,
      phones: typed,
      addresses: typed,
    });
    const custom = fc.array(fc.record({ key: fc.constantFrom("a", "b"), name: text, value: fc.option(text) }), { maxLength: 2 });
    const mapping = fc.array(
      fc.record({
        field,
        from: fc.constantFrom("candidate" as const, "application" as const, "job" as const),
        key: fc.constantFrom("a", "b"),
        translate: fc.array(fc.record({ from: text, to: text }), { maxLength: 2 }),
        unknown: fc.constantFrom(...unknownValues),
      }),
      { maxLength: 2 },
    );
    const job = fc.record({ name: reported, department: reported, location: reported, managerName: reported, customFields: custom });
    fc.assert(
      fc.property(candidate, job, custom, mapping, fc.option(text), (person, details, fields, mappings, startsOn) => {
        const hired = {
          candidate: { id: asCandidateId(1), ...person, customFields: fields },
          job: details,
          applicationFields: fields,
          team: { recruiter: startsOn, coordinator: undefined },
          applicationId: asApplicationId(1),
          offer: { ...offerOf({}), startsOn },
        };
        const draft = toNewHireDraft(hired, mappings);
        for (const name of hireFields) {
          expect(parseField(name, draft.values[name])).toEqual({ ok: true, value: draft.values[name] });
          if (draft.problems[name]) expect(draft.values[name]).toBeNull();
          expect(draft.greenhouseValues[name] ?? "").not.toMatch(/\p{Cc}(?<!\n)/u);
        }
        expect(toNewHireDraft(hired, mappings)).toEqual(draft);
      }),
    );
  });
});

describe("a cursor", () => {
  const sort = fc.constantFrom(...newHireSorts);

  it("leads back to the row that it was made for, in the same order only", () => {
    fc.assert(
      fc.property(fc.uuid(), sort, sort, (id, made, asked) => {
        const read = () => decodeCursor(encodeCursor({ sort: made, id }), asked);
        if (made === asked) expect(read()).toBe(id);
        else expect(read).toThrow(AppError);
      }),
    );
  });

  it("of any other text is refused, and no failure of ours", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.json().map((json) => Buffer.from(json).toString("base64url")),
        ),
        sort,
        (given, asked) => {
          expect(() => decodeCursor(given, asked)).toThrow(AppError);
        },
      ),
    );
  });
});

function offerOf(changes: Partial<OfferState>): OfferState {
  return {
    id: asOfferId(1),
    applicationId: asApplicationId(1),
    candidateId: asCandidateId(1),
    version: 1,
    status: "accepted",
    startsOn: null,
    customValues: {},
    resolvedAt: null,
    updatedAt: new Date(0),
    ...changes,
  };
}

describe("offers", () => {
  const offer = fc
    .record({
      id: fc.integer({ min: 1, max: 4 }).map(asOfferId),
      version: fc.integer({ min: 1, max: 4 }),
      status: fc.constantFrom("unresolved" as const, "accepted" as const, "rejected" as const, "deprecated" as const),
      // One state of one offer has one time, as in Greenhouse.
      at: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ at, ...rest }) => offerOf({ ...rest, updatedAt: new Date(at * 1000) }));
  const offers = fc.uniqueArray(offer, { selector: ({ id, updatedAt }) => `${id} ${updatedAt.getTime()}` });
  const sorted = (all: readonly OfferState[]) => all.toSorted((a, b) => a.id - b.id);

  it("are the same in whatever order and portions they are heard, and hearing them again changes nothing", () => {
    fc.assert(
      fc.property(offers, fc.nat(), (heard, cut) => {
        const all = sorted(mergeOffers([], heard).all);
        const backwards = heard.toReversed();
        const place = heard.length === 0 ? 0 : cut % heard.length;
        const first = mergeOffers([], backwards.slice(0, place)).all;
        expect(sorted(mergeOffers(first, backwards.slice(place)).all)).toEqual(all);
        expect(mergeOffers(all, heard).changed).toEqual([]);
      }),
    );
  });

  it("count by their highest accepted version, or not at all", () => {
    fc.assert(
      fc.property(offers, (all) => {
        const accepted = all.filter(({ status }) => status === "accepted");
        const standing = acceptedOffer(all);
        expect(standing === null).toBe(accepted.length === 0);
        for (const one of accepted) expect(standing?.version).toBeGreaterThanOrEqual(one.version);
      }),
    );
  });

  it("bring a person up again in the future, within a week, or never", () => {
    const reason = fc.constantFrom("waiting" as const, "incomplete" as const, "complete" as const, "over" as const);
    fc.assert(
      fc.property(reason, moment, moment, fc.option(day), (why, firstSeenAt, now, startDate) => {
        const next = nextCheckAt(why, { firstSeenAt, startDate, now });
        if (why === "over") expect(next).toBeNull();
        if (next === null) return;
        expect(next.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(next.getTime()).toBeLessThanOrEqual(startOf(addDays(localDay(now, "UTC"), 8)).getTime());
      }),
    );
  });
});

describe("an invitation", () => {
  it("that was accepted, replaced or revoked is never open, nor one whose time is over", () => {
    fc.assert(
      fc.property(fc.constantFrom(...invitationStatuses), moment, moment, (status, expiresAt, now) => {
        const isOpen = linkState({ status, expiresAt }, now) === "open";
        expect(isOpen).toBe(expiresAt > now && ["queued", "sent", "failed"].includes(status));
        if (isOpen) expect(mayBecome("accepted")).toContain(status);
      }),
    );
  });

  it("is sent again after a minute at the latest", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ trigger: fc.constantFrom("resend", "automatic"), sentTo: fc.constantFrom("a", "b"), createdAt: moment })),
        moment,
        (earlier, now) => {
          const past = earlier.filter(({ createdAt }) => createdAt <= now);
          const wait = resendWait(past, "a", now);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(RESEND_SECONDS);
          expect(resendWait(past, "a", new Date(now.getTime() + wait * 1000))).toBe(0);
        },
      ),
    );
  });

  it("is not tried for ever, and not again after a permanent refusal", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 90_000 }), { maxLength: 8 }),
        (attempts, permanent, waits) => {
          const wait = nextAttemptIn(attempts, permanent, waits);
          if (permanent || attempts > waits.length) expect(wait).toBeNull();
          else expect(wait).toBe(waits[attempts - 1]);
        },
      ),
    );
  });

  it("is reminded of as often as was decided, and never after the first day", () => {
    const rules = fc.record({ afterDays: fc.option(fc.integer({ min: 1, max: 30 })), max: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.option(day), moment, fc.nat(6), rules, moment, (startDate, lastSentAt, reminders, given, now) => {
        if (!isReminderDue({ startDate, lastSentAt, reminders }, { reminders: given, timeZone: "UTC" }, now)) return;
        expect(reminders).toBeLessThan(given.max);
        expect(given.afterDays).not.toBeNull();
        if (startDate !== null) expect(localDay(now, "UTC") <= startDate).toBe(true);
      }),
    );
  });

  it("shows of an address one character before the @", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const at = address.lastIndexOf("@");
        expect(maskedAddress(address)).toBe(`${address[0]}•••${address.slice(at)}`);
      }),
    );
  });
});

describe("days", () => {
  it("are added and counted alike, and each exists", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        const to = addDays(from, days);
        expect(isDay(to)).toBe(true);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
      }),
    );
  });

  it("are known from any other text without throwing", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(isDay(given)).toBe(/^\d{4}-\d\d-\d\d$/.test(given) && parseField("startDate", given).ok);
      }),
    );
  });
});

describe("Greenhouse's time", () => {
  it("never lets a change be missed: a listing begins before what is known, and no moment is later than the database's", () => {
    fc.assert(
      fc.property(
        moment,
        fc.option(moment),
        fc.option(fc.option(moment), { nil: undefined }),
        moment,
        (watermark, comparedAt, retryFrom, now) => {
          const { from } = listingStart({ watermark, comparedAt, retryFrom }, now);
          for (const bound of [watermark, now, retryFrom]) if (from && bound) expect(from.getTime()).toBeLessThanOrEqual(bound.getTime());
          expect(momentOf(comparedAt, now).getTime()).toBeLessThanOrEqual(now.getTime());
          expect(Math.abs(clockSkewSeconds(comparedAt, now))).toBeLessThanOrEqual(86_400);
        },
      ),
    );
  });
});

describe("an email", () => {
  const words = fc.constantFrom("Welcome", "to", "as our", "is", ",", ".", "\n", "Dear", "’s", "(", ")");
  const variable = fc.constantFrom(...templateVariables).map((name) => `{{${name}}}`);
  const template = fc.array(fc.oneof(words, variable), { maxLength: 12 }).map((parts) => parts.join(" "));
  const value = fc.option(text.map((one) => one.replace(/[{}]/g, "")));

  it("holds no placeholder and no gap, whatever is known of a person", () => {
    fc.assert(
      fc.property(template, template, value, value, value, (one, other, name, job, manager) => {
        const given = {
          subject: `Hello ${one.replaceAll("\n", " ").replaceAll("{{link}}", "")}`,
          greeting: other,
          body: `${one} {{link}}`,
          signOff: other,
          replyTo: null,
        };
        expect(templateProblems(given)).toEqual([]);
        const filled = fillTemplate(given, {
          firstName: name,
          lastName: name,
          jobTitle: job,
          startDate: name,
          organization: job,
          managerName: manager,
          link: "https://portal.example/x",
        });
        for (const part of Object.values(filled)) expect(part).not.toMatch(/\{\{|\}\}|\uE000/);
        expect(filled.body).toContain("https://portal.example/x");
        expect(filled.subject).toMatch(/^[^\r\n]+$/);
      }),
    );
  });

  it("keeps the link as it is where a missing name stood before it", () => {
    const unknown = { firstName: null, lastName: null, jobTitle: null, startDate: null, organization: null, managerName: null };
    const texts = { subject: "Hello", greeting: "", body: "{{firstName}}, {{link}}", signOff: "", replyTo: null };
    expect(fillTemplate(texts, { ...unknown, link: "https://portal.example/x" }).body).toBe("https://portal.example/x");
  });

  it("shows a person's name as it is, even where it reads like a placeholder", () => {
    const texts = { subject: "Hi {{firstName}}", greeting: "{{firstName}}", body: "{{firstName}} {{link}}", signOff: "", replyTo: null };
    const unknown = { lastName: null, jobTitle: null, startDate: null, organization: null, managerName: null };
    for (const firstName of ["{{link}}", "{% if %}", "{{firstName}}"] as const) {
      expect(fillTemplate(texts, { ...unknown, firstName, link: "https://portal.example/x" }).greeting).toBe(firstName);
    }
  });
});
