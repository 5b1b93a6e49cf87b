import { ImageUp, Trash2 } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import * as m from "@/lib/messages/generated/invitations/branding";
import { path } from "@/lib/platform/paths/address";
import { logoRoute } from "@/lib/platform/paths/settings";
import { LOGO_BYTES } from "@/lib/settings/branding/schema";
import { useUploadLogo } from "@/lib/settings/queries";

const TYPES = ["image/png", "image/svg+xml"];

interface LogoFieldProps {
  /** The id of an uploaded logo. */
  logo: string | null;
  onChange: (logo: string | null) => void;
}

/** A logo to upload, as it will be shown. The server draws it again, so that nothing else in the file is kept. */
export function LogoField({ logo, onChange }: LogoFieldProps) {
  const upload = useUploadLogo();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const id = useId();
  const problem = wrong ?? upload.error?.message ?? null;

  function take(file: File | undefined): void {
    if (!file) return;
    upload.reset();
    const reason = !TYPES.includes(file.type) ? m.wrongType() : file.size > LOGO_BYTES ? m.tooLarge() : null;
    setWrong(reason);
    if (reason === null) upload.mutate(file, { onSuccess: (uploaded) => onChange(uploaded.logo) });
  }

  return (
    <div>
      <label htmlFor={id} className="block font-medium">
        {m.logo()}
      </label>
      <div className="mt-1.5 flex flex-wrap items-center gap-3">
        {logo === null ? (
          <p className="text-ink-soft">{m.noLogo()}</p>
        ) : (
          <span className="rounded-control border border-line bg-white p-2">
            <img src={path(logoRoute, logo)} alt={m.currentLogo()} className="block max-h-20 max-w-60" />
          </span>
        )}
        <input
          ref={input}
          id={id}
          type="file"
          accept={TYPES.join(",")}
          aria-describedby={`${id}-hint`}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file can be chosen again after a refusal.
            event.target.value = "";
          }}
        />
        <Button icon={<ImageUp className="size-4" aria-hidden />} busy={upload.isPending} onClick={() => input.current?.click()}>
          {upload.isPending ? m.uploading() : logo === null ? m.chooseLogo() : m.replaceLogo()}
        </Button>
        {logo === null ? null : (
          <Button variant="quiet" icon={<Trash2 className="size-4" aria-hidden />} onClick={() => onChange(null)}>
            {m.removeLogo()}
          </Button>
        )}
      </div>
      <p role="alert" className="mt-1.5 text-danger text-xs empty:hidden">
        {problem}
      </p>
      <p id={`${id}-hint`} className="mt-1.5 text-ink-faint text-xs">
        {m.logoHint()}
      </p>
    </div>
  );
}
