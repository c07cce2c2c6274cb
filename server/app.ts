import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import { openAPIRouteHandler } from 'hono-openapi';
import { Refusal } from '../shared/platform/errors.ts';
import { bulkRoutes } from './identify/bulk/bulk.routes.ts';
import { registerBulkUndo } from './identify/bulk/starting.ts';
import { cellRoutes } from './identify/cells/cells.routes.ts';
import {
  consentEntryRoutes,
  consentRoutes,
  purposeRoutes,
} from './identify/consent/consent.routes.ts';
import { registerConsents } from './identify/consent/undo.ts';
import { duplicateRoutes, mergeRoutes } from './identify/duplicates/duplicates.routes.ts';
import { registerDuplicateUndo } from './identify/duplicates/undo.ts';
import { exportRoutes } from './identify/exporting/exporting.routes.ts';
import { registerPartyParts } from './identify/exporting/parts.ts';
import { registerTiePart } from './identify/exporting/ties.ts';
import { registerFieldUndo } from './identify/fields/defining.ts';
import { partyEntity } from './identify/fields/entity.ts';
import { fieldRoutes } from './identify/fields/fields.routes.ts';
import { registerContacts } from './identify/importing/formats.ts';
import { tableRoutes } from './identify/importing/importing.routes.ts';
import { partyRoutes } from './identify/parties/parties.routes.ts';
import { offeringRoles, registerRoleUse } from './identify/parties/roles.ts';
import { registerPartyUndo } from './identify/parties/undo.ts';
import { registerHouseData } from './identify/privacy/house.ts';
import { registerPartyData } from './identify/privacy/parties.ts';
import { erasureRoutes, personalDataRoutes } from './identify/privacy/privacy.routes.ts';
import { registerRetentionKinds } from './identify/retention/kinds.ts';
import { retentionRoutes } from './identify/retention/retention.routes.ts';
import { tagRoutes } from './identify/tags/tags.routes.ts';
import { carryTies } from './identify/ties/merging.ts';
import {
  groupRoutes,
  householdRoutes,
  tieKindRoutes,
  tieRoutes,
  tiesOfPartyRoutes,
} from './identify/ties/ties.routes.ts';
import { registerTies } from './identify/ties/undo.ts';
import { activityRoutes } from './interact/activities/activities.routes.ts';
import { registerActivityUndo } from './interact/activities/undo.ts';
import { addressBookRoutes } from './interact/address-books/address-books.routes.ts';
import { connectAddressBooks } from './interact/address-books/carddav.connector.ts';
import { carryCards } from './interact/address-books/merging.ts';
import { addressRoutes } from './interact/addresses/addresses.routes.ts';
import { agendaRoutes } from './interact/agenda/agenda.routes.ts';
import { registerCallingOff } from './interact/agenda/calling-off.ts';
import { registerSeries } from './interact/agenda/series.ts';
import { bookingPageRoutes, bookingRoutes } from './interact/booking/booking.routes.ts';
import { bookingPath } from './interact/booking/keeping.ts';
import { meetingExportRoutes } from './interact/calendar/exporting.routes.ts';
import { connectCalendars } from './interact/calendars/caldav.connector.ts';
import { calendarSourceRoutes } from './interact/calendars/calendars.routes.ts';
import { connectCalendarLinks } from './interact/calendars/ics.connector.ts';
import { callRoutes } from './interact/calls/calls.routes.ts';
import { followNumbers } from './interact/calls/linking.ts';
import { registerCallUndo } from './interact/calls/noting.ts';
import { registerTelephone } from './interact/calls/registering.ts';
import { captureRoutes } from './interact/capture/capture.routes.ts';
import { registerCaptureUndo } from './interact/capture/undo.ts';
import { commentRoutes } from './interact/comments/comments.routes.ts';
import { registerCommentPart } from './interact/comments/parts.ts';
import { registerCommentUndo } from './interact/comments/undo.ts';
import { contactRoutes } from './interact/contacts/contacts.routes.ts';
import {
  contractRoutes,
  dealingRoutes,
  offerRoutes,
  promiseRoutes,
  purchaseRoutes,
  supplyRoutes,
} from './interact/dealings/dealings.routes.ts';
import { registerDealingParts } from './interact/dealings/parts.ts';
import { relationshipRoutes } from './interact/dealings/relationships.routes.ts';
import { registerDealings } from './interact/dealings/undo.ts';
import { digestRoutes } from './interact/digest/digest.routes.ts';
import { registerInteractionParts } from './interact/exporting/parts.ts';
import { followRoutes } from './interact/following/following.routes.ts';
import { carryTalk } from './interact/following/merging.ts';
import { registerAnswerUndo } from './interact/forms/deciding.ts';
import { formPageRoutes, formRoutes } from './interact/forms/forms.routes.ts';
import { registerFormUndo } from './interact/forms/keeping.ts';
import { registerFormPart } from './interact/forms/parts.ts';
import { handoverRoutes } from './interact/handovers/handovers.routes.ts';
import { registerHandovers } from './interact/handovers/undo.ts';
import { registerInteractions } from './interact/importing/formats.ts';
import { mailboxRoutes } from './interact/importing/importing.routes.ts';
import { inboxRoutes } from './interact/inbox/inbox.routes.ts';
import { registerInboxPart } from './interact/inbox/parts.ts';
import { registerInbox } from './interact/inbox/undo.ts';
import { contentRoutes } from './interact/mail/content.routes.ts';
import { contentOrigin } from './interact/mail/content-origin.ts';
import { discoveryRoutes } from './interact/mailboxes/discovery/discovery.routes.ts';
import { connectMailboxes } from './interact/mailboxes/imap.connector.ts';
import {
  captureRuleRoutes,
  connectedMailboxRoutes,
} from './interact/mailboxes/mailboxes.routes.ts';
import { connectFeeds } from './interact/mentions/feed.connector.ts';
import { followPages } from './interact/mentions/linking.ts';
import { mentionRoutes } from './interact/mentions/mentions.routes.ts';
import { registerMentionUndo } from './interact/mentions/undo.ts';
import { registerMessages } from './interact/messages/registering.ts';
import { tellOfRecords } from './interact/notifications/changes.ts';
import { notificationRoutes } from './interact/notifications/notifications.routes.ts';
import { orderRoutes } from './interact/orders/orders.routes.ts';
import { registerOrders } from './interact/orders/registering.ts';
import { presenceRoutes } from './interact/presence/presence.routes.ts';
import { registerActivityData } from './interact/privacy/activities.ts';
import { registerCallData } from './interact/privacy/calls.ts';
import { registerDealingData } from './interact/privacy/dealings.ts';
import { registerFormData } from './interact/privacy/forms.ts';
import { registerInboxData } from './interact/privacy/inbox.ts';
import { registerMailboxData } from './interact/privacy/mailboxes.ts';
import { registerMentionData } from './interact/privacy/mentions.ts';
import { registerActivityRetention } from './interact/privacy/retention.ts';
import { registerTalkData } from './interact/privacy/talk.ts';

import { registerTaskData } from './interact/privacy/tasks.ts';

import { proposalRoutes } from './interact/proposals/proposals.routes.ts';
import { registerProposalUndo } from './interact/proposals/undo.ts';
import { searchRoutes } from './interact/search/search.routes.ts';

import { outgoingRoutes } from './interact/sending/outgoing.routes.ts';
import { registerOutgoingPart } from './interact/sending/parts.ts';
import { registerOutgoingData } from './interact/sending/privacy.ts';
import { registerSending } from './interact/sending/undo.ts';

import { registerTaskParts } from './interact/tasks/parts.ts';
import { taskRoutes } from './interact/tasks/tasks.routes.ts';
import { registerTasks } from './interact/tasks/undo.ts';

import { registerTemplatePart } from './interact/templates/parts.ts';
import { registerTemplateData } from './interact/templates/privacy.ts';
import { templateRoutes } from './interact/templates/templates.routes.ts';
import { registerTemplateUndo } from './interact/templates/templates.ts';
import { followAddresses } from './interact/timeline/last-contact.ts';
import { carryParticipants } from './interact/timeline/merging.ts';
import { timelineRoutes } from './interact/timeline/timeline.routes.ts';
import { registerConfirmations } from './interact/today/confirming.ts';
import { todayRoutes } from './interact/today/today.routes.ts';
import { writingRoutes } from './interact/writing/writing.routes.ts';
import { auditRoutes } from './platform/audit/audit.routes.ts';
import { authRoutes } from './platform/auth/auth.routes.ts';
import { ownOriginOnly } from './platform/auth/csrf.ts';
import { securityHeaders } from './platform/auth/headers.ts';
import { singleSignOnSettingsRoutes } from './platform/auth/single-sign-on/settings.routes.ts';
import {
  invitationRoutes,
  protectionRoutes,
  tokenRoutes,
  userRoutes,
} from './platform/auth/team.routes.ts';
import { catalogRoutes } from './platform/catalog/catalog.routes.ts';
import { connectionRoutes } from './platform/connections/connections.routes.ts';
import { mailProviderRoutes } from './platform/connections/sign-in/mail-providers.routes.ts';
import { registerMailProviderUndo } from './platform/connections/sign-in/providers.ts';
import { mailSignInRoutes } from './platform/connections/sign-in/signing-in.routes.ts';
import { eventRoutes } from './platform/events/events.routes.ts';
import { archiveRoutes } from './platform/exporting/archives.routes.ts';
import { registerHistoryPart } from './platform/exporting/history-part.ts';
import { helpRoutes } from './platform/help/help.routes.ts';
import { registerNoteUndo } from './platform/help/notes.ts';
import { registerNotesPart } from './platform/help/part.ts';
import { deliveryRoutes, hookRoutes } from './platform/hooks/hooks.routes.ts';
import { registerHookUndo } from './platform/hooks/keeping.ts';
import type { House } from './platform/house.ts';
import type { Environment } from './platform/http/environment.ts';
import { healthRoutes } from './platform/http/health.routes.ts';
import { openToAll, policiesOf } from './platform/http/policy.ts';
import { answerProblem } from './platform/http/problems.ts';
import { referencePage, specification } from './platform/http/reference.ts';
import { takesFile } from './platform/http/serving.ts';
import { signedInOnly } from './platform/http/sign-in.ts';
import { webFiles, webPage } from './platform/http/static.ts';
import { importRoutes } from './platform/import/imports.routes.ts';
import { viewRoutes } from './platform/views/views.routes.ts';
import { registerViewUndo } from './platform/views/views.ts';
import {
  sessionRoutes,
  teamRoutes,
  workspaceRoutes,
} from './platform/workspaces/workspaces.routes.ts';
import { sampleRoutes } from './seed/sample.routes.ts';
import { registerStrategyUndo } from './strategy/adopting.ts';
import { registerDraftUndo } from './strategy/drafts.ts';
import { strategyRoutes } from './strategy/strategy.routes.ts';
import { actionRoutes } from './understand/actions/actions.routes.ts';
import { registerActions } from './understand/actions/registering.ts';
import { assumptionRoutes } from './understand/assumptions/assumptions.routes.ts';
import { registerAssumptionUndo } from './understand/assumptions/noting.ts';
import { registerAssumptionPart, registerAssumptions } from './understand/assumptions/privacy.ts';
import { briefRoutes } from './understand/brief/brief.routes.ts';
import { confidenceRoutes } from './understand/confidences/confidences.routes.ts';
import { registerConfidenceData } from './understand/confidences/privacy.ts';
import { privateDoors, privatePageRoutes } from './understand/disclosure/disclosure.routes.ts';
import { privatePath } from './understand/disclosure/links.ts';
import {
  registerPrivatePageData,
  registerPrivatePages,
} from './understand/disclosure/registering.ts';
import { factRoutes } from './understand/facts/facts.routes.ts';
import {
  commonGroundRoutes,
  interestNodeRoutes,
  ownInterestRoutes,
  seedRoutes,
} from './understand/interests/interests.routes.ts';
import { registerInterestData, registerInterests } from './understand/interests/registering.ts';
import { needRoutes, offeringRoutes } from './understand/needs/needs.routes.ts';
import { registerNeeds } from './understand/needs/registering.ts';
import { followWarmth } from './understand/warmth/following.ts';
import { registerWarmthData } from './understand/warmth/privacy.ts';
import { warmthRoutes } from './understand/warmth/warmth.routes.ts';
import { whoRoutes } from './understand/who/who.routes.ts';

/** The largest body of an ordinary request; files come through routes of their own. */
const mostBytes = 2 * 1024 * 1024;

const ordinaryBody = bodyLimit({
  maxSize: mostBytes,
  onError: () => {
    throw new Refusal(
      'input.too-large',
      413,
      'The request is larger than 2 MB. Send less at once; files are brought through an import.',
    );
  },
});

/** Nobody reads the body of these; to ask how large it is would build a whole request around it. */
function isRead({ req }: Context): boolean {
  return req.method === 'GET' || req.method === 'HEAD';
}

function isUpload({ req }: Context): boolean {
  return takesFile(req.method, req.path);
}

registerContacts();
registerPartyParts();
registerTiePart();
registerPartyUndo();
registerTies();
registerFieldUndo();
registerDuplicateUndo();
carryTies();
registerConsents();
registerHouseData();
registerPartyData();
registerTalkData();
registerDealingData();
registerMailboxData();
registerTaskData();
registerOutgoingData();
registerTemplateData();
registerInboxData();
registerActivityData();
registerCallData();
registerMentionData();
registerFormData();
registerInterestData();
registerRetentionKinds();
registerActivityRetention();
registerBulkUndo();
registerViewUndo();
registerActivityUndo();
registerCallUndo();
registerMentionUndo();
registerTelephone();
registerOrders();
registerMessages();
registerHookUndo();
registerFormUndo();
registerAnswerUndo();
registerMailProviderUndo();
registerCaptureUndo();
registerProposalUndo();
registerNoteUndo();
registerStrategyUndo();
registerDraftUndo();
registerRoleUse();
registerInteractions();
registerInteractionParts();
registerNotesPart();
registerHistoryPart();
followAddresses();
followNumbers();
followPages();
followWarmth();
registerWarmthData();
carryParticipants();
carryTalk();
carryCards();
registerHandovers();
registerCommentUndo();
registerCommentPart();
registerDealings();
registerDealingParts();
registerTasks();
registerConfirmations();
registerCallingOff();
registerSeries();
registerTaskParts();
registerSending();
registerOutgoingPart();
registerTemplateUndo();
registerTemplatePart();
registerInbox();
registerInboxPart();
registerFormPart();
registerConfidenceData();
registerInterests();
registerAssumptions();
registerAssumptionUndo();
registerAssumptionPart();
registerActions();
registerNeeds();
registerPrivatePages();
registerPrivatePageData();
tellOfRecords();
connectMailboxes();
connectCalendars();
connectAddressBooks();
connectCalendarLinks();
connectFeeds();

/** Everything under /api/v1. The browser's client takes its types from here. */
export function apiRoutes(house: House) {
  const policies = policiesOf(house);
  return new Hono<Environment>()
    .route('/session', sessionRoutes(policies))
    .route('/workspace', workspaceRoutes(policies))
    .route('/sample', sampleRoutes(house, policies))
    .route('/teams', teamRoutes(policies))
    .route('/users', userRoutes(house.auth, policies))
    .route('/users', protectionRoutes(house.auth, policies))
    .route('/invitations', invitationRoutes(house.auth, policies))
    .route('/tokens', tokenRoutes(house.auth, policies))
    .route('/single-sign-on', singleSignOnSettingsRoutes(house.auth, policies))
    .route('/people', exportRoutes('person', house, policies))
    .route('/people', partyRoutes('person', policies))
    .route('/people', timelineRoutes('person', policies))
    .route('/people', warmthRoutes('person', policies))
    .route('/companies', exportRoutes('company', house, policies))
    .route('/companies', partyRoutes('company', policies))
    .route('/companies', timelineRoutes('company', policies))
    .route('/companies', warmthRoutes('company', policies))
    .route('/people', tiesOfPartyRoutes('person', policies))
    .route('/people', householdRoutes(policies))
    .route('/people', consentRoutes(policies))
    .route('/people', personalDataRoutes(house, policies))
    .route('/people', commonGroundRoutes(policies))
    .route('/people', briefRoutes(policies))
    .route('/interest-nodes', interestNodeRoutes(policies))
    .route('/own-interests', ownInterestRoutes(policies))
    .route('/seeds', seedRoutes(policies))
    .route('/erasures', erasureRoutes(policies))
    .route('/retention', retentionRoutes(policies))
    .route('/consents', consentEntryRoutes(policies))
    .route('/consent-purposes', purposeRoutes(policies))
    .route('/companies', tiesOfPartyRoutes('company', policies))
    .route('/companies', groupRoutes(policies))
    .route('/companies', contactRoutes(policies))
    .route('/ties', tieRoutes(policies))
    .route('/tie-kinds', tieKindRoutes(policies))
    .route('/activities', meetingExportRoutes(house, policies))
    .route('/bulk', bulkRoutes(policies))
    .route('/cells', cellRoutes(policies))
    .route('/tags', tagRoutes(policies))
    .route('/views', viewRoutes(policies))
    .route('/activities', activityRoutes(policies))
    .route('/activities', proposalRoutes(house, policies))
    .route('/agenda', agendaRoutes(policies))
    .route('/calls', callRoutes(policies))
    .route('/capture', captureRoutes(policies))
    .route('/comments', commentRoutes(policies))
    .route('/dealings', dealingRoutes(policies))
    .route('/relationships', relationshipRoutes(policies))
    .route('/mentions', mentionRoutes(policies))
    .route('/promises', promiseRoutes(policies))
    .route('/supplies', supplyRoutes(policies))
    .route('/contracts', contractRoutes(policies))
    .route('/offers', offerRoutes(policies))
    .route('/purchases', purchaseRoutes(policies))
    .route('/orders', orderRoutes(policies))
    .route('/tasks', taskRoutes(policies))
    .route('/today', todayRoutes(policies))
    .route('/outgoing', outgoingRoutes(house, policies))
    .route('/mail-templates', templateRoutes(policies))
    .route('/writing', writingRoutes(policies))
    .route('/facts', factRoutes(policies))
    .route('/assumptions', assumptionRoutes(policies))
    .route('/confidences', confidenceRoutes(policies))
    .route('/actions', actionRoutes(policies))
    .route('/needs', needRoutes(policies))
    .route('/offerings', offeringRoutes(policies))
    .route('/who', whoRoutes(policies))
    .route('/private-pages', privatePageRoutes(house, policies))
    .route('/inbox', inboxRoutes(policies))
    .route('/follows', followRoutes(policies))
    .route('/notifications', notificationRoutes(policies))
    .route('/digest', digestRoutes(policies, house.publicUrl))
    .route('/handovers', handoverRoutes(policies))
    .route('/presence', presenceRoutes(policies))
    .route('/duplicates', duplicateRoutes(policies))
    .route('/merges', mergeRoutes(policies))
    .route('/strategy', strategyRoutes(policies))
    .route(
      '/catalog',
      catalogRoutes(policies, [
        offeringRoles(partyEntity('person')),
        offeringRoles(partyEntity('company')),
      ]),
    )
    .route('/fields', fieldRoutes(policies))
    .route('/imports', importRoutes(house, policies))
    .route('/imports', mailboxRoutes(house, policies))
    .route('/imports', tableRoutes(house, policies))
    .route('/connections', mailSignInRoutes(house, policies))
    .route('/connections', connectionRoutes(house, policies))
    .route('/mail-providers', mailProviderRoutes(house, policies))
    .route('/mailboxes', connectedMailboxRoutes(policies))
    .route('/calendars', calendarSourceRoutes(policies))
    .route('/address-books', addressBookRoutes(policies))
    .route('/capture-rules', captureRuleRoutes(policies))
    .route('/addresses', addressRoutes(policies))
    .route('/exports', archiveRoutes(house, policies))
    .route('/mailboxes', discoveryRoutes(house, policies))
    .route('/hooks', hookRoutes(house, policies))
    .route('/forms', formRoutes(house, policies))
    .route('/booking', bookingRoutes(house, policies))
    .route('/audit', auditRoutes(house, policies))
    .route('/help', helpRoutes(policies))
    .route('/search', searchRoutes(policies))
    .route('/', contentRoutes(house, policies))
    .route('/events', eventRoutes(house, policies));
}
export type Api = ReturnType<typeof apiRoutes>;

/** What is asked of the content origin never reaches the app, nor the other way round. */
function contentHost(house: House, host: string): MiddlewareHandler {
  const content = contentOrigin(house);
  content.onError((error, context) => answerProblem(error, context, house.log));
  return async (context, next) => {
    if (context.req.header('host') !== host) return next();
    return content.fetch(context.req.raw, context.env);
  };
}

/** The whole server as one function from request to response. */
export function buildApp(house: House): Hono<Environment> {
  const { config, publicUrl, auth, log } = house;
  const app = new Hono<Environment>();
  app.onError((error, context) => answerProblem(error, context, log));
  if (config.contentUrl) app.use(contentHost(house, new URL(config.contentUrl).host));
  app.use(
    securityHeaders({ publicUrl, ...(config.contentUrl ? { contentUrl: config.contentUrl } : {}) }),
  );
  app.route('/', healthRoutes(house));
  app.route('/hooks', deliveryRoutes(house));
  app.route('/form', formPageRoutes(house));
  app.route(bookingPath, bookingPageRoutes(house));
  app.route(privatePath, privateDoors(house));
  app.use('/api/*', ownOriginOnly(auth.origin));
  app.route('/api/auth', authRoutes(auth, config.trustedProxies));

  const api = apiRoutes(house);
  app.get(
    '/api/v1/openapi.json',
    openToAll('The reference describes the interface and holds no data.'),
    openAPIRouteHandler(api, specification(publicUrl)),
  );
  app.get('/api', openToAll('The reference holds no data.'), referencePage(api, publicUrl));
  app.use('/api/v1/*', signedInOnly(house));
  app.use('/api/v1/*', except([isRead, isUpload], ordinaryBody));
  app.route('/api/v1', api);
  app.all('/api/*', openToAll('Says only that there is nothing.'), () => {
    throw new Refusal(
      'route.not-found',
      404,
      'There is nothing at this address. The reference is at /api.',
    );
  });
  app.get('*', openToAll('The web app itself; it holds no data.'), webFiles(), webPage());
  return app;
}
