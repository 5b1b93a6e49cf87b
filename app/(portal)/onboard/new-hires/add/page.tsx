import type { Metadata } from "next";
import { AddHireForm } from "@/components/hires/add/add-hire-form";
import { SubPage } from "@/components/hires/sub-page";
import { KnownAddHire } from "@/components/known/known-add-hire";
import { NotPermitted } from "@/components/layout/not-permitted";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/hires/add";
import { addHirePageOf } from "@/lib/workflows/operate/for-pages/add-hire-page";

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default async function AddHirePage() {
  const user = await requireSessionUser();
  const read = isAllowed(user.role, "hires.edit") ? await addHirePageOf(user.organizationId) : null;
  return (
    <SubPage title={m.title()} intro={m.intro()} help={[m.helpWhat(), m.helpDuplicate(), m.helpJoin()]}>
      {read ? (
        <KnownAddHire greenhouse={read.greenhouse}>
          <AddHireForm required={read.required} />
        </KnownAddHire>
      ) : (
        <NotPermitted title={m.title()}>{m.staffOnly()}</NotPermitted>
      )}
    </SubPage>
  );
}
