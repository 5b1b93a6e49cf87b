import * as bulkReport from "@/app/api/bulk-actions/[bulkActionId]/report/route";
import * as bulkAction from "@/app/api/bulk-actions/[bulkActionId]/route";
import * as undoBulk from "@/app/api/bulk-actions/[bulkActionId]/undo/route";
import * as previewBulk from "@/app/api/bulk-actions/preview/route";
import * as bulkActions from "@/app/api/bulk-actions/route";
import * as listLayout from "@/app/api/list-layout/route";
import * as check from "@/app/api/new-hires/[newHireId]/check/route";
import * as compensation from "@/app/api/new-hires/[newHireId]/compensation/route";
import * as courtesyMail from "@/app/api/new-hires/[newHireId]/courtesy-mail/route";
import * as offerDocument from "@/app/api/new-hires/[newHireId]/documents/[documentId]/route";
import * as offerDocuments from "@/app/api/new-hires/[newHireId]/documents/route";
import * as duplicate from "@/app/api/new-hires/[newHireId]/duplicate/route";
import * as erase from "@/app/api/new-hires/[newHireId]/erase/route";
import * as exclude from "@/app/api/new-hires/[newHireId]/exclude/route";
import * as include from "@/app/api/new-hires/[newHireId]/include/route";
import * as invitationPlan from "@/app/api/new-hires/[newHireId]/invitation-plan/route";
import * as sendAgain from "@/app/api/new-hires/[newHireId]/invitations/route";
import * as personalData from "@/app/api/new-hires/[newHireId]/personal-data/route";
import * as newHire from "@/app/api/new-hires/[newHireId]/route";
import * as seen from "@/app/api/new-hires/[newHireId]/seen/route";
import * as suspension from "@/app/api/new-hires/[newHireId]/suspension/route";
import * as timeline from "@/app/api/new-hires/[newHireId]/timeline/route";
import * as undoChange from "@/app/api/new-hires/[newHireId]/undo/route";
import * as countNewHires from "@/app/api/new-hires/count/route";
import * as exportNewHires from "@/app/api/new-hires/export/route";
import * as sendMany from "@/app/api/new-hires/invitations/route";
import * as newHires from "@/app/api/new-hires/route";
import * as newHireRows from "@/app/api/new-hires/rows/route";
import * as newHireValues from "@/app/api/new-hires/values/route";
import * as exportReconciliation from "@/app/api/reconciliation/export/route";
import * as reconciliation from "@/app/api/reconciliation/route";
import * as savedView from "@/app/api/saved-views/[savedViewId]/route";
import * as savedViews from "@/app/api/saved-views/route";

/** The routes of hires and of what is done with many of them, by path. */
export const hireRoutes: Record<string, Record<string, unknown>> = {
  "/api/bulk-actions": bulkActions,
  "/api/bulk-actions/preview": previewBulk,
  "/api/bulk-actions/{bulkActionId}": bulkAction,
  "/api/bulk-actions/{bulkActionId}/report": bulkReport,
  "/api/bulk-actions/{bulkActionId}/undo": undoBulk,
  "/api/list-layout": listLayout,
  "/api/new-hires": newHires,
  "/api/new-hires/count": countNewHires,
  "/api/new-hires/export": exportNewHires,
  "/api/new-hires/invitations": sendMany,
  "/api/new-hires/rows": newHireRows,
  "/api/new-hires/values": newHireValues,
  "/api/new-hires/{newHireId}": newHire,
  "/api/new-hires/{newHireId}/check": check,
  "/api/new-hires/{newHireId}/courtesy-mail": courtesyMail,
  "/api/new-hires/{newHireId}/compensation": compensation,
  "/api/new-hires/{newHireId}/documents": offerDocuments,
  "/api/new-hires/{newHireId}/documents/{documentId}": offerDocument,
  "/api/new-hires/{newHireId}/duplicate": duplicate,
  "/api/new-hires/{newHireId}/erase": erase,
  "/api/new-hires/{newHireId}/exclude": exclude,
  "/api/new-hires/{newHireId}/include": include,
  "/api/new-hires/{newHireId}/invitation-plan": invitationPlan,
  "/api/new-hires/{newHireId}/invitations": sendAgain,
  "/api/new-hires/{newHireId}/personal-data": personalData,
  "/api/new-hires/{newHireId}/seen": seen,
  "/api/new-hires/{newHireId}/suspension": suspension,
  "/api/new-hires/{newHireId}/timeline": timeline,
  "/api/new-hires/{newHireId}/undo": undoChange,
  "/api/reconciliation": reconciliation,
  "/api/reconciliation/export": exportReconciliation,
  "/api/saved-views": savedViews,
  "/api/saved-views/{savedViewId}": savedView,
};
