import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import * as m from "@/lib/messages/generated/hires/record";

const rows = ["a", "b", "c", "d", "e", "f"];

/** The record while it loads. */
export function RecordSkeleton() {
  return (
    <>
      <LoadingNote>{m.loading()}</LoadingNote>
      <Skeleton className="h-4 w-72 max-w-full max-sm:hidden" />
      <Skeleton className="mt-2 h-8 w-56" />
      <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      <div className="mt-5 grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="rounded-card border border-line bg-surface px-5">
          {rows.map((row) => (
            <div key={row} className="grid gap-2 py-3 sm:grid-cols-[11rem_1fr] sm:gap-4">
              <Skeleton className="mt-2 h-4 w-24" />
              <Skeleton className="h-9" />
            </div>
          ))}
        </div>
        <div className="h-44 rounded-card border border-line bg-surface p-5">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="mt-3 h-4" />
          <Skeleton className="mt-5 h-9" />
        </div>
      </div>
    </>
  );
}
