import * as m from "@/lib/messages/generated/layout";
import { locale } from "@/lib/messages/generated/locale";
import "./fonts.css";
import "./globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { themeScript } from "@/components/layout/theme";

export function generateMetadata(): Metadata {
  return {
    title: { default: "EMPTrust", template: "%s · EMPTrust" },
    description: m.description(),
    icons: "/icon.svg",
    robots: { index: false, follow: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  // The script sets the theme before React wakes up, and browsers hide a nonce once it was used.
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {themeScript}
        </script>
      </head>
      <body>{children}</body>
    </html>
  );
}
