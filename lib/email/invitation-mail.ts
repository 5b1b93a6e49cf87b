import { Liquid, type Template } from "liquidjs";
import mjml2html from "mjml";

export interface InvitationMailValues {
  organization: string;
  firstName: string;
  jobTitle: string | null;
  /** In words. */
  startDate: string | null;
  link: string;
  /** In words. */
  expires: string;
}

// Values are escaped where they stand; a name that is markup is shown as the text it is.
const html = new Liquid({ outputEscape: "escape", strictVariables: true });
const text = new Liquid({ strictVariables: true });

const layout = `<mjml lang="en">
  <mj-head>
    <mj-title>{{ subject }}</mj-title>
    <mj-preview>A few forms before your first day at {{ organization }}.</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-attributes>
      <mj-all font-family="Inter, system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.55" color="#1c2326" padding="0 0 16px" />
    </mj-attributes>
    <mj-style>
      @media (prefers-color-scheme: dark) {
        .page { background-color: #14191b !important; }
        .card, .card > table { background-color: #1d2326 !important; }
        .card div { color: #f1f2f1 !important; }
        .card .soft div { color: #b9c0c3 !important; }
        .button a, .button td { background-color: #5cc4c0 !important; color: #0f2524 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#faf9f7" width="560px" css-class="page">
    <mj-section padding="32px 16px 0"><mj-column>
      <mj-text font-weight="600" color="#0f5f5c" padding="0">{{ organization }}</mj-text>
    </mj-column></mj-section>
    <mj-section background-color="#ffffff" border-radius="12px" padding="28px 20px" css-class="card"><mj-column>
      <mj-text font-size="22px" font-weight="600" line-height="1.3">Welcome{% if firstName != "" %}, {{ firstName }}{% endif %}.</mj-text>
      <mj-text>We are glad you are joining us{% if jobTitle %} as <strong>{{ jobTitle }}</strong>{% endif %}.{% if startDate %} Your first day is <strong>{{ startDate }}</strong>.{% endif %}</mj-text>
      <mj-text>There are a few forms before you begin. They take about twenty minutes, and you can stop and come back.</mj-text>
      <mj-button href="{{ link }}" background-color="#0f5f5c" color="#ffffff" border-radius="8px" font-size="16px" font-weight="500" inner-padding="13px 22px" align="left" padding="4px 0 20px" css-class="button">Start onboarding</mj-button>
      <mj-text font-size="13px" color="#5c6669" padding="0" css-class="soft">This link is yours alone and works until {{ expires }}. If the button does not work, copy this address into your browser:<br />{{ link }}</mj-text>
    </mj-column></mj-section>
    <mj-section padding="16px"><mj-column>
      <mj-text font-size="13px" color="#5c6669" padding="0" css-class="soft">Not expecting this? You can delete it: nothing happens until you open the link.</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;

const plain = `Welcome{% if firstName != "" %}, {{ firstName }}{% endif %}.

We are glad you are joining {{ organization }}{% if jobTitle %} as {{ jobTitle }}{% endif %}.{% if startDate %} Your first day is {{ startDate }}.{% endif %}

There are a few forms before you begin. They take about twenty minutes, and you can stop and come back. Start here:

{{ link }}

This link is yours alone and works until {{ expires }}.
Not expecting this? You can delete it: nothing happens until you open the link.
`;

let compiled: Promise<{ html: Template[]; text: Template[] }> | undefined;

async function compile(): Promise<{ html: Template[]; text: Template[] }> {
  const markup = await mjml2html(layout, { validationLevel: "strict", keepComments: false });
  return { html: html.parse(markup.html), text: text.parse(plain) };
}

/** The invitation as a mail: subject, HTML that reads in light and dark from 320 px on, and the same in plain text. */
export async function invitationMail(values: InvitationMailValues): Promise<{ subject: string; html: string; text: string }> {
  compiled ??= compile();
  const templates = await compiled;
  // One line: a line break in a subject would end the header.
  const subject = `Start your onboarding at ${values.organization}`.replace(/\s+/gu, " ");
  const scope = { ...values, subject };
  return { subject, html: await html.render(templates.html, scope), text: await text.render(templates.text, scope) };
}
