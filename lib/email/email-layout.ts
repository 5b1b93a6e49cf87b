import { Liquid, type Template } from "liquidjs";
import mjml2html from "mjml";
import * as m from "@/lib/messages/generated/email";
import { locale } from "@/lib/messages/generated/locale";

// Values are escaped on output, so markup in a name is shown as text.
const engine = new Liquid({ outputEscape: "escape", strictVariables: true });

/** Returns Liquid for the paragraphs of `name`, with their line breaks, to be used inside an `mj-text`. */
export function paragraphs(name: string): string {
  const lines = "{% for line in paragraph %}{{ line }}{% unless forloop.last %}<br />{% endunless %}{% endfor %}";
  return `{% for paragraph in ${name} %}<p style="margin:0 0 16px">${lines}</p>{% endfor %}`;
}

/** How an employer's email looks. The colors are hexadecimal and can be read where they stand. */
export interface EmailLook {
  /** On white, under white text. */
  accent: string;
  /** In the dark scheme, and the text on it. */
  accentOnDark: string;
  textOnAccent: string;
  /** In pixels of the screen; `source` is an address that the email itself brings along. */
  logo: { source: string; width: number; height: number } | null;
}

/** The portal's own look. Its colors stand in the markup, and are then replaced by the look's: MJML takes no variable for a color. */
export const ownLook: EmailLook = { accent: "#0f5f5c", accentOnDark: "#5cc4c0", textOnAccent: "#0f2524", logo: null };

// On white in both schemes: most logos are made for it.
const name = `{% if look.logo %}<img src="{{ look.logo.source }}" width="{{ look.logo.width }}" height="{{ look.logo.height }}" alt="{{ organization }}" style="display:inline-block;max-width:100%;height:auto;background-color:#ffffff;padding:6px;border-radius:6px" />{% else %}{{ organization }}{% endif %}`;
/** What is secondary, as the attributes of an `mj-text`. */
export const soft = `font-size="13px" color="#5c6669" css-class="soft"`;

/** MJML of the `button` that leads to `link`. */
export const actionButton = `<mj-button href="{{ link }}" background-color="#0f5f5c" color="#ffffff" border-radius="8px" font-size="16px" font-weight="500" inner-padding="13px 22px" align="left" padding="4px 0 20px" css-class="button">{{ button }}</mj-button>`;

/** MJML of the button, and of its address to copy. */
export const actionBlock = `${actionButton}
  <mj-text ${soft} padding="0 0 16px">{{ copyLink }}<br /><span style="word-break:break-all">{{ link }}</span></mj-text>`;

function document(card: string, footer: string): string {
  return `<mjml lang="${locale}">
  <mj-head>
    <mj-title>{{ subject }}</mj-title>
    <mj-preview>{{ preheader }}</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-attributes>
      <mj-all font-family="Inter, system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.55" color="#1c2326" padding="0" />
    </mj-attributes>
    <mj-style>
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      .page div { overflow-wrap: anywhere; }
      @media (prefers-color-scheme: dark) {
        .page, .page > div { background-color: #14191b !important; }
        .card, .card > table { background-color: #1d2326 !important; }
        .card div { color: #f1f2f1 !important; }
        .name div { color: #5cc4c0 !important; }
        .soft div, .soft div a { color: #b9c0c3 !important; }
        .list div a { color: #5cc4c0 !important; }
        .button a, .button td { background-color: #5cc4c0 !important; color: #0f2524 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#faf9f7" width="560px" css-class="page">
    <mj-wrapper padding="0 8px">
      <mj-section padding="32px 20px 12px"><mj-column>
        <mj-text font-weight="600" color="#0f5f5c" css-class="name">${name}</mj-text>
      </mj-column></mj-section>
      <mj-section background-color="#ffffff" border-radius="12px" padding="28px 20px 12px" css-class="card"><mj-column>${card}</mj-column></mj-section>
      <mj-section padding="16px 20px 32px"><mj-column>${footer}</mj-column></mj-section>
    </mj-wrapper>
  </mj-body>
</mjml>`;
}

/**
 * Returns a function that renders an email's HTML with `subject`, `preheader`, `organization` and the variables in `card` and
 * `footer` (MJML with Liquid), and a `look` where it is not the portal's own. The layout works from 320 px, in light and dark. Compiled once, on first use; values are escaped.
 */
export function emailLayout(card: string, footer: string): (scope: Record<string, unknown>) => Promise<string> {
  let compiled: Promise<Template[]> | undefined;
  const compile = async () => {
    // Without this empty list, opening the email would load Google's fonts.
    const markup = await mjml2html(document(card, footer), { validationLevel: "strict", keepComments: false, fonts: {} });
    // MJML tells screen readers in English what kind of document it is.
    const described = markup.html.replace('aria-roledescription="email"', `aria-roledescription="${m.roleDescription()}"`);
    const colors = ["accent", "accentOnDark", "textOnAccent"] as const;
    return engine.parse(colors.reduce((html, color) => html.replaceAll(ownLook[color], `{{ look.${color} }}`), described));
  };
  return async (scope) => {
    compiled ??= compile();
    return engine.renderSync(await compiled, { look: ownLook, ...scope });
  };
}
