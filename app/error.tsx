"use client";

import { FailedPage } from "@/components/layout/failed-page";

export default function ErrorPage({ retry }: { retry: () => void }) {
  return (
    <main>
      <FailedPage retry={retry} />
    </main>
  );
}
