import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import * as m from "@/lib/messages/generated/hires/list";

const rows = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The list before its first answer: rows of the size that real ones have. */
export function ListSkeleton() {
  return (
    <div className="divide-y divide-line">
      <LoadingNote>{m.loadingHires()}</LoadingNote>
      <div className="h-9 max-md:hidden" />
      {rows.map((row) => (
        <div key={row} className="flex h-14 items-center gap-4 px-4 max-md:h-20">
          <Skeleton className="size-4" />
          <span className="flex-[3] space-y-1.5">
            <Skeleton className="h-3.5 w-40 max-w-full" />
            <Skeleton className="h-3 w-28" />
          </span>
          <span className="flex-[2] max-md:hidden">
            <Skeleton className="h-3.5 w-28" />
          </span>
          <span className="md:flex-[1.5]">
            <Skeleton className="h-3.5 w-16" />
          </span>
          <span className="flex-[3] max-md:hidden">
            <Skeleton className="h-5 w-28" />
          </span>
          <span className="flex-1 max-xl:hidden">
            <Skeleton className="h-3.5 w-16" />
          </span>
        </div>
      ))}
    </div>
  );
}
