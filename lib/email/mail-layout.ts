import { Liquid, type Template } from "liquidjs";
import mjml2html from "mjml";

// Values are escaped where they stand; a name that is markup is shown as the text it is.
const engine = new Liquid({ outputEscape: "escape", strictVariables: true });

/** The paragraphs of `name` as HTML, single line breaks kept; goes into an `mj-text`. */
export function paragraphs(name: string): string {
  const lines = "{% for line in paragraph %}{{ line }}{% unless forloop.last %}<br />{% endunless %}{% endfor %}";
  return `{% for paragraph in ${name} %}<p style="margin:0 0 16px">${lines}</p>{% endfor %}`;
}

function document(card: string, foot: string): string {
  return `<mjml lang="en">
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
        .soft div { color: #b9c0c3 !important; }
        .button a, .button td { background-color: #5cc4c0 !important; color: #0f2524 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#faf9f7" width="560px" css-class="page">
    <mj-wrapper padding="0 8px">
      <mj-section padding="32px 20px 12px"><mj-column>
        <mj-text font-weight="600" color="#0f5f5c" css-class="name">{{ organization }}</mj-text>
      </mj-column></mj-section>
      <mj-section background-color="#ffffff" border-radius="12px" padding="28px 20px 12px" css-class="card"><mj-column>${card}</mj-column></mj-section>
      <mj-section padding="16px 20px 32px"><mj-column>${foot}</mj-column></mj-section>
    </mj-wrapper>
  </mj-body>
</mjml>`;
}

/**
 * A mail's HTML, to be rendered with `subject`, `preheader`, `organization` and what `card` and `foot` (MJML with Liquid)
 * name: reads from 320 px on, in light and dark. Compiled at the first call and once; whatever is filled in is escaped.
 */
export function mailLayout(card: string, foot: string): (scope: Record<string, unknown>) => Promise<string> {
  let compiled: Promise<Template[]> | undefined;
  const compile = async () => {
    // Without an empty list MJML has Google's fonts fetched when the mail is opened.
    const markup = await mjml2html(document(card, foot), { validationLevel: "strict", keepComments: false, fonts: {} });
    return engine.parse(markup.html);
  };
  return async (scope) => {
    compiled ??= compile();
    return engine.render(await compiled, scope);
  };
}
