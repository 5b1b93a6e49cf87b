// MJML with Liquid in it, compiled by `npm run emails:compile`; `email-layout.ts` fills in what an email has.

interface Parts {
  card: string;
  footer: string;
}

/** Returns Liquid for the paragraphs of `name`, with their line breaks, to be used inside an `mj-text`. */
function paragraphs(name: string): string {
  const lines = "{% for line in paragraph %}{{ line }}{% unless forloop.last %}<br />{% endunless %}{% endfor %}";
  return `{% for paragraph in ${name} %}<p style="margin:0 0 16px">${lines}</p>{% endfor %}`;
}

// On white in both schemes: most logos are made for it.
const name = `{% if look.logo %}<img src="{{ look.logo.source }}" width="{{ look.logo.width }}" height="{{ look.logo.height }}" alt="{{ organization }}" style="display:inline-block;max-width:100%;height:auto;background-color:#ffffff;padding:6px;border-radius:6px" />{% else %}{{ organization }}{% endif %}`;
/** What is secondary, as the attributes of an `mj-text`. */
const soft = `font-size="13px" color="#5c6669" css-class="soft"`;

/** MJML of the `button` that leads to `link`. */
const actionButton = `<mj-button href="{{ link }}" background-color="#0f5f5c" color="#ffffff" border-radius="8px" font-size="16px" font-weight="500" inner-padding="13px 22px" align="left" padding="4px 0 20px" css-class="button">{{ button }}</mj-button>`;

/** MJML of the button, and of its address to copy. */
const actionBlock = `${actionButton}
  <mj-text ${soft} padding="0 0 16px">{{ copyLink }}<br /><span style="word-break:break-all">{{ link }}</span></mj-text>`;

const heading = "margin:0 0 16px;font-size:22px;font-weight:600;line-height:1.3";

const parts: Record<string, Parts> = {
  // To one of the portal's users, with one button.
  portal: { card: `<mj-text>${paragraphs("body")}</mj-text>${actionBlock}`, footer: `<mj-text ${soft}>{{ footer }}</mj-text>` },
  // Of records, each with a link of its own.
  list: {
    card: `<mj-text>${paragraphs("body")}</mj-text>
  <mj-text padding="0 0 8px" css-class="list">{% for section in sections %}{% if section.heading %}<h2 style="margin:8px 0 12px;font-size:16px;font-weight:600">{{ section.heading }}</h2>{% endif %}{% for item in section.items %}<p style="margin:0 0 16px"><a href="{{ item.link }}" style="color:#0f5f5c;font-weight:500">{{ item.title }}</a>{% for line in item.lines %}<br />{{ line }}{% endfor %}</p>{% endfor %}{% if section.more %}<p style="margin:0 0 16px">{{ section.more }}</p>{% endif %}{% endfor %}</mj-text>
  ${actionBlock}`,
    footer: `<mj-text ${soft}>{{ reason }} <a href="{{ changeLink }}" style="color:#5c6669">{{ change }}</a></mj-text>`,
  },
  invitation: {
    card: `<mj-text ${soft}>{% for line in reminder %}<p style="margin:0 0 12px">{{ line }}</p>{% endfor %}</mj-text>
  <mj-text>{% for line in greeting %}<h1 style="${heading}">{{ line }}</h1>{% endfor %}${paragraphs("body")}</mj-text>
  ${actionButton}
  <mj-text>${paragraphs("signOff")}</mj-text>
  <mj-text ${soft} padding="0 0 16px">{{ validity }} {{ copyLink }}<br /><span style="word-break:break-all">{{ link }}</span></mj-text>`,
    footer: `<mj-text ${soft}>{% for line in questions %}{{ line }} {% endfor %}{{ unexpected }}</mj-text>`,
  },
  // Written by HR by hand, to a new hire.
  courtesy: { card: `<mj-text>${paragraphs("body")}</mj-text>`, footer: `<mj-text ${soft}>{{ sender }}</mj-text>` },
};

function document({ card, footer }: Parts): string {
  return `<mjml lang="{{ locale }}">
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

/** The layouts by name, as MJML documents. */
export const layoutSources: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(parts).map(([name, one]) => [name, document(one)]),
);
