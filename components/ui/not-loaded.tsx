import type { UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { retryOf } from "@/components/ui/retry";
import { TryAgain } from "@/components/ui/try-again";

type Query = Pick<UseQueryResult<unknown>, "data" | "error" | "errorUpdateCount" | "isEnabled" | "isFetching" | "refetch">;

/** Returns whether a query failed and has nothing to show. Stays so while it is tried again: the button that was pressed keeps its place, and the focus. */
export function isNotLoaded({ data, errorUpdateCount, isEnabled }: Query): boolean {
  return isEnabled && data === undefined && errorUpdateCount > 0;
}

interface NotLoadedProps {
  query: Query;
  /** What could not be loaded, in a sentence. */
  children: ReactNode;
  /** Shown until it comes, or has failed. */
  fallback?: ReactNode;
  /** Stands where changes are read out anyway. */
  isQuiet?: boolean;
  className?: string;
}

/** Stands where a small part of a page could not be loaded: says so, and tries again where that can help; nothing once it is loaded. */
export function NotLoaded({ query, children, fallback, isQuiet = false, className }: NotLoadedProps) {
  if (!isNotLoaded(query)) return query.isEnabled && query.data === undefined ? fallback : null;
  const canHelp = query.error === null || retryOf(query.error, query.refetch) !== undefined;
  return (
    <span role={isQuiet ? undefined : "alert"} className={clsx("text-pretty", className)}>
      {children} {canHelp ? <TryAgain isBusy={query.isFetching} onAgain={() => void query.refetch()} /> : null}
    </span>
  );
}
