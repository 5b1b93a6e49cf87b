import type { Metadata } from "next";
import { AddHireForm } from "@/components/hires/add/add-hire-form";
import { SubPage } from "@/components/hires/sub-page";
import { NotPermitted } from "@/components/layout/not-permitted";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/hires/add";
import { requiredFieldsOf } from "@/lib/workflows/operate/for-pages/required-fields";

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default async function AddHirePage() {
  const user = await requireSessionUser();
  return (
    <SubPage title={m.title()} intro={m.intro()} help={[m.helpWhat(), m.helpDuplicate(), m.helpJoin()]}>
      {isAllowed(user.role, "hires.edit") ? (
        <AddHireForm required={await requiredFieldsOf(user.organizationId)} />
      ) : (
        <NotPermitted title={m.title()}>{m.staffOnly()}</NotPermitted>
      )}
    </SubPage>
  );
}
