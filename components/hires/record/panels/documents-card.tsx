"use client";

import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { DownloadLink } from "@/components/auth/download-link";
import { Card } from "@/components/ui/card";
import { isNotLoaded, NotLoaded } from "@/components/ui/not-loaded";
import { documentsOptions } from "@/lib/hires/documents/queries";
import type { OfferDocuments } from "@/lib/hires/documents/schema";
import { ApiError } from "@/lib/http/api-client";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/documents";
import { path } from "@/lib/platform/paths/address";
import { documentRoute } from "@/lib/platform/paths/record";

/**
 * Shows which offer documents Greenhouse keeps of a hire, and opens them. Nothing is shown where Greenhouse is not connected. Greenhouse is
 * asked when the card comes into sight and not before, since each answer costs a request there.
 */
export function DocumentsCard({ hireId }: { hireId: string }) {
  const place = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(place);
  const documents = useQuery({ ...documentsOptions(hireId), enabled: isSeen });
  if (documents.error instanceof ApiError && documents.error.problem.code === "not_connected") return null;
  return (
    <div ref={place}>
      <Card title={m.title()} className="print:hidden">
        {documents.data ? (
          <Found hireId={hireId} {...documents.data} />
        ) : (
          <p className="mt-2 text-pretty text-ink-soft">
            <span role="status">{isNotLoaded(documents) ? null : m.asking()}</span>
            <NotLoaded query={documents}>{m.failed()}</NotLoaded>
          </p>
        )}
      </Card>
    </div>
  );
}

/** Returns whether an element has come into sight, or near it. */
function useSeen(element: RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), { rootMargin: "200px" });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isSeen;
}

function Found({ hireId, items, missingPermission }: OfferDocuments & { hireId: string }) {
  if (missingPermission !== null)
    return <p className="mt-2 text-pretty text-ink-soft">{m.noPermission({ permission: missingPermission })}</p>;
  if (items.length === 0) return <p className="mt-2 text-pretty text-ink-soft">{m.none()}</p>;
  return (
    <>
      <ul className="mt-2">
        {items.map(({ id, type, name, createdAt }) => (
          <li key={id}>
            <DownloadLink
              href={path(documentRoute, hireId, id)}
              download={m.fileName()}
              className="flex min-h-9 items-start gap-2 py-1.5 font-medium text-accent hover:underline pointer-coarse:min-h-11"
            >
              <FileText className="mt-0.5 size-4 flex-none" aria-hidden />
              <span className="min-w-0">
                {m.type({ type })}
                <span className="block break-words font-normal text-ink-soft">{name}</span>
                {createdAt ? (
                  <span className="block font-normal text-ink-soft">{m.added({ day: plainDate(createdAt.slice(0, 10), "long") })}</span>
                ) : null}
              </span>
            </DownloadLink>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-pretty text-ink-soft text-sm">{m.privacy()}</p>
    </>
  );
}
