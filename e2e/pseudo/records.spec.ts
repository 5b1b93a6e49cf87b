import { expect } from "@playwright/test";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, findHire, hireOf, reportBounce, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { mailTo } from "@/e2e/pages/mails";
import { test } from "@/e2e/pseudo/test";
import { path } from "@/lib/platform/paths/address";
import { newHireRoute } from "@/lib/platform/paths/record";

const addressOf = (name: string) => `${name}@northwind.example`;

test("a record before its invitation takes its texts from the catalogues", async ({
  page,
  portal: { record },
  emptyOrganization,
  reader,
}) => {
  const hire = (details: Record<string, unknown>) =>
    inGreenhouse("hire", { account: emptyOrganization.apiKey, lastName: "Νικολάου", ...details });
  reader.data.add(...["open", "double", "later"].map(addressOf));
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const pending = await hire({ firstName: "Άννα", personalEmail: null, startsAt: null });
  await hire({ firstName: "Ελένη", personalEmail: addressOf("double"), startsAt: "2020-01-06" });
  await hire({ firstName: "Μαρία", personalEmail: addressOf("double"), startsAt: "2020-01-06" });
  await syncNow(page);
  await record.open("no-such-record");
  await page.waitForLoadState("networkidle");

  await record.open((await findHire(page, "Άννα")).id);
  await record.openHelp();
  await page.keyboard.press("Escape");
  await record.check.click();
  await expect(record.checkedSame).toBeVisible();
  await record.fill({ personalEmail: "wrong", firstName: "Νίκη" });
  await record.save.click();
  await record.fill({ personalEmail: addressOf("open") });
  await inGreenhouse(`candidates/${pending.candidateId}`, { account: emptyOrganization.apiKey, firstName: "Ζωή" });
  await record.tryToLeave();
  await record.save.click();
  await record.changeSendTime.click();
  for (const time of ["immediately", "manually", "onDate"] as const) await record.chooseSendTime(time);
  await record.saveSendTime();
  await record.sendDate.fill("2099-01-15");
  await record.saveSendTime();
  await record.answerDate(true);
  await syncNow(page);
  await page.reload();
  await expect(record.useGreenhouseValue).toBeVisible();
  await record.exclude.click();
  await record.include.click();
  await expect(record.exclude).toBeVisible();

  await record.open((await findHire(page, "Μαρία")).id);
  await record.compareDuplicates();
  await record.differentPeople.click();
  await expect(record.differentPeople).toBeHidden();
  await record.sendNow.click();
  await mailTo(addressOf("double"));
});

test("a record after its invitation takes its texts from the catalogues", async ({
  page,
  portal: { record, suspension },
  emptyOrganization,
  reader,
}) => {
  const account = emptyOrganization.apiKey;
  reader.data.add(...["invited", "corrected", "moved", "gone"].map(addressOf));
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const hire = async (firstName: string, address: string) => {
    const ids = await inGreenhouse("hire", { account, firstName, lastName: "Νικολάου", personalEmail: addressOf(address) });
    await syncNow(page);
    await mailTo(addressOf(address));
    return { applicationId: ids.applicationIds[0], ...ids, id: (await findHire(page, firstName)).id };
  };
  const invited = await hire("Ελένη", "invited");
  await record.open(invited.id);
  await record.sendAgain.click();
  await mailTo(addressOf("invited"), 2);
  await record.sendAgain.click();
  await expect(record.wait).toBeVisible();
  await reportBounce(page, invited.id, "Άγνωστος χρήστης.");
  await page.reload();
  await expect(record.correctAddressAndSend).toBeVisible();
  await record.correctAddressAndSend.click();
  await record.fill({ personalEmail: addressOf("corrected") });
  await record.save.click();
  await expect(record.sendToNewAddress).toBeVisible();

  const moved = await hire("Μαρία", "moved");
  await inGreenhouse(`applications/${moved.applicationId}/start-date`, { account, startsAt: "2099-02-03" });
  await syncNow(page);
  await record.open(moved.id);
  await expect(record.day("2099-02-03")).toBeVisible();
  const { version } = await hireOf(page, moved.id);
  await record.fill({ location: "Βόλος" });
  await page.request.patch(path(newHireRoute, moved.id), { data: { version, changes: { location: "Πάτρα" } } });
  await record.save.click();
  await expect(record.conflict).toBeVisible();

  const gone = await hire("Νίκη", "gone");
  await inGreenhouse(`applications/${gone.applicationId}/rescind`, { account });
  await syncNow(page);
  await record.open(gone.id);
  await suspension.withdraw();
  await record.writeEmail("Λυπούμαστε", "Με λύπη.");
  await expect(record.emailSentTo(addressOf("gone"))).toBeVisible();
  await reader.readMail(page, await mailTo(addressOf("gone"), 2));
});
