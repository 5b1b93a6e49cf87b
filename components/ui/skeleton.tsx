import { clsx } from "clsx";

/** Stands where a text or a control will be; give it that thing's size. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={clsx("block animate-pulse rounded-md bg-line/70", className)} aria-hidden />;
}

/** Says to screen readers that something is loading, beside the skeletons that only eyes see. */
export function LoadingNote({ children }: { children: string }) {
  return (
    <p className="sr-only" role="status">
      {children}
    </p>
  );
}
