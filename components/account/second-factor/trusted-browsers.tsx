"use client";

import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { useAnnounce } from "@/components/ui/toast";
import { useForgetDevice } from "@/lib/auth/second-factor/queries";
import type { RememberedDeviceView } from "@/lib/auth/second-factor/schema";
import * as m from "@/lib/messages/generated/second-factor";

/** The browsers that are not asked for the second factor, and the way to end that for each. */
export function TrustedBrowsers({ devices }: { devices: readonly RememberedDeviceView[] }) {
  return (
    <section aria-label={m.devices()} className="px-5 py-4">
      <h3 className="font-medium">{m.devices()}</h3>
      <p className="text-ink-soft">{m.devicesAbout()}</p>
      <ul className="mt-2 divide-y divide-line">
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
    </section>
  );
}

function DeviceRow({ device: { id, device, expiresAt } }: { device: RememberedDeviceView }) {
  const announce = useAnnounce();
  const forget = useForgetDevice(id);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-48 flex-1">
        <p className="break-words font-medium">{device}</p>
        <p className="text-ink-faint text-xs">{m.deviceUntil({ when: <Moment at={expiresAt} /> })}</p>
      </div>
      <Button
        variant="danger-quiet"
        aria-label={m.forgetOf({ device })}
        busy={forget.isPending}
        onClick={() =>
          forget.mutateAsync().then(
            () => announce(m.forgotten()),
            (error: Error) => announce(error.message, "failure"),
          )
        }
      >
        {m.forget()}
      </Button>
    </li>
  );
}
