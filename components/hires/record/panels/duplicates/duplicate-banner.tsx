"use client";

import { useQuery } from "@tanstack/react-query";
import { Columns2 } from "lucide-react";
import Link from "next/link";
import { Suspense, useState } from "react";
import { StatusPill } from "@/components/hires/status-pill";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { TryAgain } from "@/components/ui/try-again";
import type { Duplicates } from "@/lib/hires/duplicates/schema";
import { possibleDuplicatesOptions } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as m from "@/lib/messages/generated/hires/record";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";

const DuplicateDialog = lazyPart(
  () => import("@/components/hires/record/panels/duplicates/duplicate-dialog").then((file) => file.DuplicateDialog),
  { giveUp: ({ onClose }) => onClose() },
);

/** Names the possible duplicates of a hire, and leads to the one place where HR compares and decides. */
export function DuplicateBanner({ hire }: { hire: NewHire }) {
  const isFlagged = hire.attention.includes("possible_duplicate");
  const { data, error, refetch } = useQuery({ ...possibleDuplicatesOptions(hire.id), enabled: isFlagged });
  const [isOpen, setOpen] = useState(false);
  if (!isFlagged) return null;
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={m.duplicateTitle()}
      actions={
        data && data.items.length > 0 ? (
          <Button icon={<Columns2 className="size-4" aria-hidden />} onClick={() => setOpen(true)}>
            {m.compareDuplicates()}
          </Button>
        ) : null
      }
    >
      {data ? <Names duplicates={data.items} /> : error ? <LoadFailed onAgain={refetch} /> : <Skeleton className="h-5 w-64 max-w-full" />}
      {isOpen && data ? (
        <Suspense fallback={null}>
          <DuplicateDialog hire={hire} duplicates={data.items} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </Notice>
  );
}

function Names({ duplicates }: { duplicates: Duplicates["items"] }) {
  return (
    <ul className="space-y-1">
      {duplicates.map(({ id, name, status, shares }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={path(newHirePage, id)} className="break-words font-medium text-ink underline underline-offset-2">
            {name || outcome.unnamed()}
          </Link>
          <StatusPill status={status} />
          <span>{m.shares({ shares })}</span>
        </li>
      ))}
    </ul>
  );
}

function LoadFailed({ onAgain }: { onAgain: () => void }) {
  return (
    <p>
      {m.duplicateFailed()} <TryAgain onAgain={onAgain} />
    </p>
  );
}
