import { clsx } from "clsx";
import { useMemo } from "react";
import { pageNonce, previewDocument } from "@/components/invitations/template/preview-document";

interface PreviewFrameProps {
  html: string;
  isDark: boolean;
  isPhone: boolean;
}

/** The mail in a frame of its own, where nothing runs and nothing is reached. */
export function PreviewFrame({ html, isDark, isPhone }: PreviewFrameProps) {
  const page = useMemo(() => previewDocument(html, { dark: isDark, nonce: pageNonce() }), [html, isDark]);
  return (
    <iframe
      title="The mail"
      sandbox=""
      srcDoc={page}
      className={clsx("mx-auto block h-128 w-full rounded-control border border-line", isPhone && "max-w-90")}
    />
  );
}
