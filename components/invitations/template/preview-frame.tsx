import { clsx } from "clsx";
import { useMemo } from "react";
import { pageNonce, previewDocument } from "@/components/invitations/template/preview-document";
import * as m from "@/lib/messages/generated/invitations";

interface PreviewFrameProps {
  html: string;
  isDark: boolean;
  isPhone: boolean;
}

/** The email in a frame of its own, where no script runs and no address is loaded. */
export function PreviewFrame({ html, isDark, isPhone }: PreviewFrameProps) {
  const page = useMemo(() => previewDocument(html, { dark: isDark, nonce: pageNonce() }), [html, isDark]);
  return (
    <iframe
      title={m.previewMail()}
      sandbox=""
      srcDoc={page}
      className={clsx("mx-auto block h-128 w-full rounded-control border border-line", isPhone && "max-w-90")}
    />
  );
}
