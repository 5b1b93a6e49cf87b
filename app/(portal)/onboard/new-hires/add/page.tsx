import type { Metadata } from "next";
import { AddHireForm } from "@/components/hires/add/add-hire-form";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { isAllowed } from "@/lib/auth/permissions";
import { requireSessionUser } from "@/lib/auth/session";
import * as m from "@/lib/messages/generated/hires/add";
import * as pageWords from "@/lib/messages/generated/hires/page";
import { newHiresPage } from "@/lib/platform/paths/pages";
import { requiredFieldsOf } from "@/lib/workflows/operate/for-pages/required-fields";

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default async function AddHirePage() {
  const user = await requireSessionUser();
  return (
    <>
      <Breadcrumb crumbs={[{ label: pageWords.group() }, { label: pageWords.title(), href: newHiresPage }, { label: m.title() }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1>{m.title()}</h1>
        <div className="ml-auto">
          <HowThisWorks>
            <p>{m.helpWhat()}</p>
            <p>{m.helpDuplicate()}</p>
            <p>{m.helpJoin()}</p>
          </HowThisWorks>
        </div>
      </div>
      <p className="mt-1 max-w-2xl text-ink-soft">{m.intro()}</p>
      {isAllowed(user.role, "hires.edit") ? (
        <AddHireForm required={await requiredFieldsOf(user.organizationId)} />
      ) : (
        <Card title={m.title()} className="mt-5 max-w-2xl">
          <p className="mt-2 text-ink-soft">{m.staffOnly()}</p>
        </Card>
      )}
    </>
  );
}
