"use client";

import { FailedPage } from "@/components/layout/failed-page";

export default function PortalErrorPage({ retry }: { retry: () => void }) {
  return <FailedPage retry={retry} />;
}
