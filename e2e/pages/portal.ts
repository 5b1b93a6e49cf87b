import type { Page } from "@playwright/test";
import { SecondFactor } from "@/e2e/pages/account/second-factor-page";
import { AuditLogPage } from "@/e2e/pages/audit-log-page";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { DoctorCard } from "@/e2e/pages/greenhouse/doctor-card";
import { ReconciliationPage } from "@/e2e/pages/greenhouse/reconciliation-page";
import { GreenhousePage } from "@/e2e/pages/greenhouse-page";
import { AddHirePage } from "@/e2e/pages/hires/add-hire-page";
import { BulkDialog } from "@/e2e/pages/hires/bulk-dialog";
import { ColumnsPanel } from "@/e2e/pages/hires/columns-panel";
import { DocumentsCard } from "@/e2e/pages/hires/documents-card";
import { ErasedBanner } from "@/e2e/pages/hires/erased-banner";
import { Paper } from "@/e2e/pages/hires/paper";
import { SaveBar } from "@/e2e/pages/hires/save-bar";
import { SuspensionBanner } from "@/e2e/pages/hires/suspension-banner";
import { TimelineCard } from "@/e2e/pages/hires/timeline-card";
import { ViewsPanel } from "@/e2e/pages/hires/views-panel";
import { ImportSettingsPage } from "@/e2e/pages/import-settings-page";
import { InvitationSettingsPage } from "@/e2e/pages/invitation-settings-page";
import { JoinPage } from "@/e2e/pages/join-page";
import { Menu } from "@/e2e/pages/menu";
import { NewHiresPage } from "@/e2e/pages/new-hires-page";
import { OnboardingPage } from "@/e2e/pages/onboarding-page";
import { RecordPage } from "@/e2e/pages/record-page";
import { CompensationCard } from "@/e2e/pages/settings/compensation-card";
import { OwnFields } from "@/e2e/pages/settings/own-fields-card";
import { AccountPage, OrganizationsPage, ReauthenticationDialog, ResetPage, SignInAgainDialog, SignInPage } from "@/e2e/pages/sign-in-page";
import { SingleSignOnCard, SsoSignIn, TeamPage } from "@/e2e/pages/team-page";

/** The whole portal in one tab of a browser. */
export class Portal {
  readonly page: Page;
  readonly signIn: SignInPage;
  readonly join: JoinPage;
  readonly menu: Menu;
  readonly dashboard: DashboardPage;
  readonly list: NewHiresPage;
  readonly columns: ColumnsPanel;
  readonly views: ViewsPanel;
  readonly paper: Paper;
  readonly bulk: BulkDialog;
  readonly record: RecordPage;
  readonly saveBar: SaveBar;
  readonly timeline: TimelineCard;
  readonly suspension: SuspensionBanner;
  readonly addHire: AddHirePage;
  readonly documents: DocumentsCard;
  readonly erased: ErasedBanner;
  readonly reconciliation: ReconciliationPage;
  readonly doctor: DoctorCard;
  readonly greenhouse: GreenhousePage;
  readonly invitationSettings: InvitationSettingsPage;
  readonly importSettings: ImportSettingsPage;
  readonly ownFields: OwnFields;
  readonly compensation: CompensationCard;
  readonly team: TeamPage;
  readonly singleSignOn: SingleSignOnCard;
  readonly ssoSignIn: SsoSignIn;
  readonly auditLog: AuditLogPage;
  readonly onboarding: OnboardingPage;
  readonly account: AccountPage;
  readonly organizations: OrganizationsPage;
  readonly reset: ResetPage;
  readonly reauthentication: ReauthenticationDialog;
  readonly signInAgain: SignInAgainDialog;
  readonly secondFactor: SecondFactor;

  constructor(page: Page) {
    this.page = page;
    this.signIn = new SignInPage(page);
    this.join = new JoinPage(page);
    this.menu = new Menu(page);
    this.dashboard = new DashboardPage(page);
    this.list = new NewHiresPage(page);
    this.columns = new ColumnsPanel(page);
    this.views = new ViewsPanel(page);
    this.paper = new Paper(page);
    this.bulk = new BulkDialog(page);
    this.record = new RecordPage(page);
    this.saveBar = new SaveBar(page);
    this.timeline = new TimelineCard(page);
    this.suspension = new SuspensionBanner(page);
    this.addHire = new AddHirePage(page);
    this.documents = new DocumentsCard(page);
    this.erased = new ErasedBanner(page);
    this.reconciliation = new ReconciliationPage(page);
    this.doctor = new DoctorCard(page);
    this.greenhouse = new GreenhousePage(page);
    this.invitationSettings = new InvitationSettingsPage(page);
    this.importSettings = new ImportSettingsPage(page);
    this.compensation = new CompensationCard(page);
    this.ownFields = new OwnFields(page);
    this.team = new TeamPage(page);
    this.singleSignOn = new SingleSignOnCard(page);
    this.ssoSignIn = new SsoSignIn(page);
    this.auditLog = new AuditLogPage(page);
    this.onboarding = new OnboardingPage(page);
    this.account = new AccountPage(page);
    this.organizations = new OrganizationsPage(page);
    this.reset = new ResetPage(page);
    this.reauthentication = new ReauthenticationDialog(page);
    this.signInAgain = new SignInAgainDialog(page);
    this.secondFactor = new SecondFactor(page);
  }

  /** Signs in with the form, as a person does, and waits for the greeting. */
  async signInAs(user: { email: string; password: string }): Promise<void> {
    await this.signIn.open();
    await this.signIn.submit(user);
    await this.dashboard.greeting.waitFor();
  }

  /** Finds a hire in the list and opens the record. */
  async openRecord(name: string, tab?: "invited"): Promise<void> {
    await this.list.open(tab);
    await this.list.hire(name).click();
    await this.record.titled(name).waitFor();
  }
}
